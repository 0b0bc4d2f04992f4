package dev.daybook.catalog.stock;

import dev.daybook.catalog.ProductId;

/** Why the stock of a product says no to a command. */
public sealed interface StockRefusal {
    /** Fewer pieces are available than were asked for. */
    record InsufficientStock(ProductId product, int requested, int available) implements StockRefusal {}

    /** More pieces would be there than fit on any shelf. */
    record TooManyPieces(ProductId product, int most) implements StockRefusal {}
}
