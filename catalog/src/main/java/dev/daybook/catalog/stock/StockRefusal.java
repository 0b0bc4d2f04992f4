package dev.daybook.catalog.stock;

import dev.daybook.catalog.ProductId;

/** Reasons why the stock of a product refuses a command. */
public sealed interface StockRefusal {
    /** Fewer pieces are available than requested. */
    record InsufficientStock(ProductId product, int requested, int available) implements StockRefusal {}

    /** More than the maximum number of pieces would be on hand. */
    record TooManyPieces(ProductId product, int most) implements StockRefusal {}
}
