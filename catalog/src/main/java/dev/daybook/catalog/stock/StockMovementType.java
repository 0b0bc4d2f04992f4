package dev.daybook.catalog.stock;

/** Cause of a change of the stock. */
public enum StockMovementType {
    /** Pieces arrived, or were there when the stock was opened. */
    RECEIVED,
    /** Pieces were lost, or were never there. */
    ADJUSTED,
    RESERVED,
    RELEASED,
    COMMITTED,
    /** Shipped pieces came back. */
    RETURNED
}
