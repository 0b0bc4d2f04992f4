package dev.daybook.graphql.errors;

/** The caller asked for something that no client should: the request fails as a whole, with code BAD_REQUEST. */
public final class BadRequest extends RuntimeException {
    private static final int LONGEST_TOLD = 100;

    public BadRequest(String message) {
        super(message, null, false, false);
    }

    /** Nothing of this kind has the id, which is repeated unless it is far longer than any that there is. */
    public static BadRequest unknown(String kind, String id) {
        return new BadRequest("There is no "
                + (id.length() <= LONGEST_TOLD ? "%s %s".formatted(kind, id) : "such %s".formatted(kind)));
    }
}
