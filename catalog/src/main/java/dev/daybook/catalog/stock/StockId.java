package dev.daybook.catalog.stock;

import dev.daybook.catalog.ProductId;

/** Identifies the stream of a product's stock, which is not the product's own. */
public record StockId(ProductId product) {
    @Override
    public String toString() {
        return "stock:" + product;
    }
}
