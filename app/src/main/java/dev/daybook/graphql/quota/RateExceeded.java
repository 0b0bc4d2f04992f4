package dev.daybook.graphql.quota;

import java.time.Duration;

/** A caller or an address has asked for too much within a short time. */
public final class RateExceeded extends RuntimeException {
    private final int retryAfterSeconds;

    RateExceeded(String who, Duration wait) {
        super("%s has asked for too much within a short time".formatted(who), null, false, false);
        retryAfterSeconds = Math.toIntExact(wait.plusNanos(999_999_999).toSeconds());
    }

    /** Time after which the same operation can be paid for. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
