package dev.daybook.ordering;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * How long an order that is not paid keeps its stock.
 *
 * @param clock says when that is over
 */
public record PaymentWindow(Duration length, Clock clock) {
    Instant end() {
        return clock.instant().plus(length);
    }

    boolean isOver(Instant end) {
        return !clock.instant().isBefore(end);
    }
}
