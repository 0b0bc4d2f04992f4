package dev.daybook.graphql.quota;

/** There are as many already as there may be. */
public final class QuotaExceeded extends RuntimeException {
    QuotaExceeded(String message) {
        super(message, null, false, false);
    }
}
