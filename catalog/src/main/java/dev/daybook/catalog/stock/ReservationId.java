package dev.daybook.catalog.stock;

import java.util.UUID;

/** Names what pieces are kept for. Chosen by whoever reserves them; the catalog does not ask what it stands for. */
public record ReservationId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
