package dev.daybook.security;

/** The database cannot be asked who the caller is; their access token is valid. */
public final class CallerUnknown extends RuntimeException {
    CallerUnknown(RuntimeException cause) {
        super("The caller cannot be looked up", cause, false, false);
    }
}
