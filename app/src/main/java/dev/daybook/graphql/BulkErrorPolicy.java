package dev.daybook.graphql;

/** What becomes of the good rows of a bulk mutation when others are bad. */
enum BulkErrorPolicy {
    REJECT_EVERYTHING,
    REJECT_FAILED_ROWS
}
