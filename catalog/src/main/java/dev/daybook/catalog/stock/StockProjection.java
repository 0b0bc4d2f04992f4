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

/** Projects the number of pieces, and the ledger of its changes. */
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
        var cause = new Cause(UUID.fromString(id), actor);
        switch (event) {
            case StockOpened opened -> {
                var stock = StockView.opened(opened, at);
                rows.insert(stock);
                if (opened.onHand() > 0) {
                    rows.insert(cause.line(RECEIVED, opened.onHand(), 0, stock, null, null));
                }
            }
            case StockThresholdChanged changed ->
                rows.upsert(row(event.product()).thresholdChanged(changed.lowStockThreshold(), at));
            case StockAdjusted adjusted -> {
                var stock = row(event.product()).adjusted(adjusted.delta(), at);
                var type = adjusted.delta() > 0 ? RECEIVED : ADJUSTED;
                write(stock, cause.line(type, adjusted.delta(), 0, stock, adjusted.reason(), null));
            }
            case StockReserved reserved -> {
                var pieces = reserved.quantity();
                var stock = row(event.product()).reserved(pieces, at);
                write(stock, cause.line(RESERVED, 0, pieces, stock, null, reserved.reservation()));
            }
            case StockReleased released -> {
                var pieces = released.quantity();
                var stock = row(event.product()).released(pieces, at);
                write(stock, cause.line(RELEASED, 0, -pieces, stock, null, released.reservation()));
            }
            case StockCommitted committed -> {
                var pieces = committed.quantity();
                var stock = row(event.product()).committed(pieces, at);
                write(stock, cause.line(COMMITTED, -pieces, -pieces, stock, null, committed.reservation()));
            }
            case StockReturned returned -> {
                var pieces = returned.quantity();
                var stock = row(event.product()).returned(pieces, at);
                write(stock, cause.line(RETURNED, pieces, 0, stock, null, returned.reservation()));
            }
        }
    }

    private void write(StockView stock, StockMovementView line) {
        rows.upsert(stock);
        rows.insert(line);
    }

    /** Event that a line of the ledger is projected from. */
    private record Cause(UUID event, String actor) {
        StockMovementView line(
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
