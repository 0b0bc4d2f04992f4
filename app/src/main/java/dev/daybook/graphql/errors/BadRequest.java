package dev.daybook.graphql.errors;

/** Fails the whole request with code BAD_REQUEST: the client asked for something that no client should. */
public final class BadRequest extends RuntimeException {
    private static final int MAX_REPEATED_ID = 100;

    public BadRequest(String message) {
        super(message, null, false, false);
    }

    /** No object of this kind has the id; the message repeats the id unless it is far longer than any valid one. */
    public static BadRequest unknown(String kind, String id) {
        return new BadRequest("There is no "
                + (id.length() <= MAX_REPEATED_ID ? "%s %s".formatted(kind, id) : "such %s".formatted(kind)));
    }
}
