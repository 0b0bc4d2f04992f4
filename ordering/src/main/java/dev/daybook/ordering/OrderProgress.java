package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.Embedded;

/**
 * Columns of an order that tell its status and how it got there.
 *
 * @param reservedUntil null when the order is paid or not PENDING
 */
record OrderProgress(
        OrderStatus status,
        @Nullable Instant reservedUntil,
        @Nullable Instant confirmedAt,
        @Embedded.Nullable @Nullable Shipment shipment,
        @Nullable Instant deliveredAt,
        @Embedded.Nullable @Nullable Cancellation cancellation) {

    record Shipment(Instant shippedAt, @Nullable String trackingNumber) {}

    record Cancellation(Instant cancelledAt, @Nullable String cancelReason) {}

    static OrderProgress placed(@Nullable Instant reservedUntil) {
        return new OrderProgress(PENDING, reservedUntil, null, null, null, null);
    }

    OrderProgress confirmed(Instant at) {
        return new OrderProgress(CONFIRMED, null, at, shipment, deliveredAt, cancellation);
    }

    OrderProgress shipped(@Nullable String trackingNumber, Instant at) {
        return new OrderProgress(
                SHIPPED, null, confirmedAt, new Shipment(at, trackingNumber), deliveredAt, cancellation);
    }

    OrderProgress delivered(Instant at) {
        return new OrderProgress(DELIVERED, null, confirmedAt, shipment, at, cancellation);
    }

    OrderProgress cancelled(@Nullable String reason, Instant at) {
        return new OrderProgress(CANCELLED, null, confirmedAt, shipment, deliveredAt, new Cancellation(at, reason));
    }

    /** Keeps the stock without end. */
    OrderProgress paid() {
        return new OrderProgress(status, null, confirmedAt, shipment, deliveredAt, cancellation);
    }
}
