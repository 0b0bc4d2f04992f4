package dev.daybook.catalog.stock;

import java.util.UUID;

/** Identifies a reservation of pieces. Chosen by the sender of {@link StockCommand.ReserveStock}. */
public record ReservationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
