package dev.daybook.catalog.stock;

/** Why the pieces of a stock have changed. */
public enum StockMovementType {
    /** The stock was opened with them, or they arrived. */
    RECEIVED,
    /** They were lost, or were never there. */
    ADJUSTED,
    RESERVED,
    RELEASED,
    COMMITTED,
    /** They had left the house and came back. */
    RETURNED
}
