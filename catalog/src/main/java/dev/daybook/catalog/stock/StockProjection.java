package dev.daybook.catalog.stock;

import static dev.daybook.catalog.stock.StockMovementType.ADJUSTED;
import static dev.daybook.catalog.stock.StockMovementType.COMMITTED;
import static dev.daybook.catalog.stock.StockMovementType.RECEIVED;
import static dev.daybook.catalog.stock.StockMovementType.RELEASED;
import static dev.daybook.catalog.stock.StockMovementType.RESERVED;
import static dev.daybook.catalog.stock.StockMovementType.RETURNED;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockReturned;
import dev.daybook.catalog.stock.StockEvent.StockThresholdChanged;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

/** Posts how many pieces there are, and the ledger of what has changed it. */
@Component
@ProcessingGroup("stock")
class StockProjection {
    private final JdbcAggregateOperations rows;

    StockProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(
            StockEvent event,
            @Timestamp Instant at,
            @MessageIdentifier String id,
            @MetaDataValue("actor") String actor) {
        var line = new Line(UUID.fromString(id), actor);
        switch (event) {
            case StockOpened opened -> {
                var stock = StockView.opened(opened, at);
                rows.insert(stock);
                if (opened.onHand() > 0) {
                    rows.insert(line.of(RECEIVED, opened.onHand(), 0, stock, null, null));
                }
            }
            case StockThresholdChanged changed ->
                rows.upsert(row(event.product()).lowAt(changed.lowStockThreshold(), at));
            case StockAdjusted adjusted -> {
                var stock = row(event.product()).adjusted(adjusted.delta(), at);
                var type = adjusted.delta() > 0 ? RECEIVED : ADJUSTED;
                post(stock, line.of(type, adjusted.delta(), 0, stock, adjusted.reason(), null));
            }
            case StockReserved reserved -> {
                var pieces = reserved.quantity();
                var stock = row(event.product()).reserved(pieces, at);
                post(stock, line.of(RESERVED, 0, pieces, stock, null, reserved.reservation()));
            }
            case StockReleased released -> {
                var pieces = released.quantity();
                var stock = row(event.product()).released(pieces, at);
                post(stock, line.of(RELEASED, 0, -pieces, stock, null, released.reservation()));
            }
            case StockCommitted committed -> {
                var pieces = committed.quantity();
                var stock = row(event.product()).committed(pieces, at);
                post(stock, line.of(COMMITTED, -pieces, -pieces, stock, null, committed.reservation()));
            }
            case StockReturned returned -> {
                var pieces = returned.quantity();
                var stock = row(event.product()).returned(pieces, at);
                post(stock, line.of(RETURNED, pieces, 0, stock, null, returned.reservation()));
            }
        }
    }

    private void post(StockView stock, StockMovementView line) {
        rows.upsert(stock);
        rows.insert(line);
    }

    /** What lines of the ledger have from their event, whatever it was. */
    private record Line(UUID event, String actor) {
        StockMovementView of(
                StockMovementType type,
                int onHandChange,
                int reservedChange,
                StockView after,
                @Nullable String reason,
                @Nullable ReservationId reservation) {
            return new StockMovementView(
                    event,
                    after.id(),
                    after.version(),
                    type,
                    onHandChange,
                    reservedChange,
                    after.onHand(),
                    after.reserved(),
                    reason,
                    reservation == null ? null : reservation.value(),
                    actor,
                    after.updatedAt());
        }
    }

    private StockView row(ProductId product) {
        return Objects.requireNonNull(
                rows.findById(product.value(), StockView.class), () -> "No row of the stock of product " + product);
    }
}
