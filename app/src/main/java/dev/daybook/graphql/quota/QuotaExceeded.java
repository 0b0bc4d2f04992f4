package dev.daybook.graphql.quota;

/** The quota is used up. */
public final class QuotaExceeded extends RuntimeException {
    QuotaExceeded(String message) {
        super(message, null, false, false);
    }
}
