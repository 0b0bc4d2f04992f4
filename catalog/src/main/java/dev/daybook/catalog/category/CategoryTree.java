package dev.daybook.catalog.category;

import dev.daybook.catalog.ProductId;
import java.util.List;

/** Asked by those who change the tree, so that it stays one while many do. */
interface CategoryTree {
    /**
     * Whether {@code category} is {@code other} or somewhere above it. The answer holds until the transaction ends: nobody
     * else moves a category below another meanwhile.
     */
    boolean leadsTo(CategoryId category, CategoryId other);

    /** What is directly in a category. Nobody puts anything more into it until the transaction ends. */
    Contents contentsOf(CategoryId category);

    /**
     * @param products those that are not archived; an archived one is in nobody's way
     * @param ambiguous names of these that another product without a category has
     */
    record Contents(List<CategoryId> children, List<ProductId> products, List<String> ambiguous) {
        public Contents {
            children = List.copyOf(children);
            products = List.copyOf(products);
            ambiguous = List.copyOf(ambiguous);
        }

        boolean isEmpty() {
            return children.isEmpty() && products.isEmpty();
        }

        int size() {
            return children.size() + products.size();
        }
    }
}
