package dev.daybook.graphql.places;

/** There are as many already as there may be. */
public final class NoPlace extends RuntimeException {
    NoPlace(String message) {
        super(message, null, false, false);
    }
}
