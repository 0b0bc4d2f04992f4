package dev.daybook.graphql;

/** The caller asked for something that no client should: the request fails as a whole, with code BAD_REQUEST. */
public final class BadRequest extends RuntimeException {
    public BadRequest(String message) {
        super(message, null, false, false);
    }
}
