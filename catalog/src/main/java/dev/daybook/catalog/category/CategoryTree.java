package dev.daybook.catalog.category;

import java.util.List;

/** Answers questions about the shape of the tree; an answer holds until the transaction ends. */
interface CategoryTree {
    /** Whether {@code category} is {@code other} or somewhere above it. Nobody moves a category below another meanwhile. */
    boolean isSameOrAbove(CategoryId category, CategoryId other);

    /** Categories directly below a category. Nobody puts a category or a product into it meanwhile. */
    List<CategoryId> childrenOf(CategoryId category);
}
