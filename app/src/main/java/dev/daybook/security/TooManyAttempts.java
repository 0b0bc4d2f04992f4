package dev.daybook.security;

import java.time.Duration;

/** Too many attempts for this user or from this address: the next one is not even looked at. */
public final class TooManyAttempts extends RuntimeException {
    private final Duration retryAfter;

    TooManyAttempts(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long until the next attempt. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
