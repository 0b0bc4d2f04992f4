package dev.daybook.catalog.stock;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Line of the stock ledger: the change by one event, whose id it has. The changes of all lines of a product add up to its
 * stock.
 *
 * @param version that of the stock with this event
 * @param reservationId reservation that the pieces belong or belonged to
 * @param actor who caused it, by the metadata of the event
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

    /** Change of the available pieces. */
    public int delta() {
        return onHandChange - reservedChange;
    }
}
