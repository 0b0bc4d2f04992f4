package dev.daybook.catalog.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A line of the stock ledger: what one event has changed, whose id it has. Over all lines of a product the changes add up
 * to what there is.
 *
 * @param version that of the stock with this event
 * @param reservationId what the pieces are or were kept for
 * @param actor who asked for it, as the metadata of the event say
 */
@Table("stock_movements")
public record StockMovementView(
        @Id UUID id,
        UUID productId,
        long version,
        StockMovementType type,
        int onHandChange,
        int reservedChange,
        int onHandAfter,
        int reservedAfter,
        @Nullable String reason,
        @Nullable UUID reservationId,
        String actor,
        Instant occurredAt) {

    /** The change of what is available. */
    public int delta() {
        return onHandChange - reservedChange;
    }
}
