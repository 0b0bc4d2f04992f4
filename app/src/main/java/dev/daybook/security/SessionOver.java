package dev.daybook.security;

/** A caller who was somebody is so no longer: the token has expired, or the session has ended. */
public final class SessionOver extends RuntimeException {
    public SessionOver() {
        super("The access token is not valid (any more)", null, false, false);
    }
}
