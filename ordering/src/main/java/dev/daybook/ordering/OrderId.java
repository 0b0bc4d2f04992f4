package dev.daybook.ordering;

import dev.daybook.catalog.stock.ReservationId;
import java.util.UUID;

/** Names an order for ever; also what its stock is reserved for. */
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
