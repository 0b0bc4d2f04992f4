package dev.daybook.graphql.input;

/** What becomes of the good rows of a bulk mutation when others are bad. */
public enum BulkErrorPolicy {
    REJECT_EVERYTHING,
    REJECT_FAILED_ROWS
}
