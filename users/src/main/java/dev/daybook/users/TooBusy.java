package dev.daybook.users;

import java.time.Duration;

/** So many passwords wait to be hashed that one more would wait too long. */
public final class TooBusy extends RuntimeException {
    TooBusy() {
        super("Too many people are signing in at once", null, false, false);
    }

    /** After this time two cores have hashed all that were waiting. */
    public Duration retryAfter() {
        return Duration.ofSeconds(5);
    }
}
