package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import java.util.List;

/**
 * Creates many products in one transaction, and answers with {@link Creations}.
 *
 * @param products in this order; the first that asks for a name, a slug or a SKU gets it
 * @param allOrNothing refuses all when one cannot be created, rather than leaving that one out
 */
public record CreateProducts(List<CreateProduct> products, boolean allOrNothing) {
    public CreateProducts {
        products = List.copyOf(products);
    }

    /** Results of all products, in their order. */
    public record Creations(List<Creation> rows) {
        public Creations {
            rows = List.copyOf(rows);
        }
    }

    /** Result of one product, which is created unless something of it is taken or unknown. */
    public record Creation(
            ProductId product, boolean nameTaken, boolean slugTaken, boolean skuTaken, boolean categoryUnknown) {
        public boolean isPossible() {
            return !nameTaken && !slugTaken && !skuTaken && !categoryUnknown;
        }
    }
}
