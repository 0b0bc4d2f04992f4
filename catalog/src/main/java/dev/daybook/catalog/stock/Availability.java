package dev.daybook.catalog.stock;

/** What a customer is told about the stock. Low is above nothing and up to the threshold. */
public enum Availability {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK
}
