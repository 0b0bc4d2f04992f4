package dev.daybook.ordering;

import dev.daybook.catalog.stock.ReservationId;
import java.util.UUID;

/** Identifies an order, and the reservations of its stock. */
public record OrderId(UUID value) {
    public static OrderId random() {
        return new OrderId(UUID.randomUUID());
    }

    public ReservationId reservation() {
        return new ReservationId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
