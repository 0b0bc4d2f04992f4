package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;

/** Pieces of a product, with its name, SKU and price as they were when the order was placed. */
public record OrderLine(ProductId product, String productName, String sku, int quantity, Money unitPrice) {
    public Money total() {
        return unitPrice.times(quantity);
    }
}
