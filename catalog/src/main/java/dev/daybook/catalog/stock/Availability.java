package dev.daybook.catalog.stock;

/** Availability of a product, for customers. Low is above nothing and up to the threshold. */
public enum Availability {
    IN_STOCK,
    LOW_STOCK,
    OUT_OF_STOCK
}
