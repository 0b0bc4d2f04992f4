package dev.daybook.security;

/** A caller is no longer signed in: the access token has expired, or the session has ended. */
public final class SessionOver extends RuntimeException {
    public SessionOver() {
        super("The access token is not valid (any more)", null, false, false);
    }
}
