package dev.daybook.graphql.input;

/** Fate of the valid rows of a bulk mutation when others are invalid. */
public enum BulkErrorPolicy {
    REJECT_EVERYTHING,
    REJECT_FAILED_ROWS
}
