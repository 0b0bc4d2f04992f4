package dev.daybook.ordering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Time for which an unpaid order keeps its stock.
 *
 * @param clock tells when it is over
 */
public record PaymentWindow(Duration length, Clock clock) {
    Instant end() {
        return clock.instant().plus(length);
    }

    boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }
}
