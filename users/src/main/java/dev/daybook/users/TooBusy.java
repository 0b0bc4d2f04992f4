package dev.daybook.users;

import java.time.Duration;

/** Refusal of a password that would have to wait too long to be hashed. */
public final class TooBusy extends RuntimeException {
    TooBusy() {
        super("Too many people are signing in at once", null, false, false);
    }

    /** Time in which two cores hash all that wait. */
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
