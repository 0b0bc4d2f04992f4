package dev.daybook.security;

import java.time.Duration;

/** The rate limit of this user or address is exceeded, so the attempt was not processed. */
public final class TooManyAttempts extends RuntimeException {
    private final Duration retryAfter;

    TooManyAttempts(String message, Duration retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** Time until the next attempt. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
