package dev.daybook.catalog.stock;

import dev.daybook.catalog.stock.StockEvent.StockOpened;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of the stock of a product, whose {@code id} it has. {@code version} counts the events of the stock. */
@Table("stock")
public record StockView(
        @Id UUID id,
        long version,
        int onHand,
        int reserved,
        int available,
        int lowStockThreshold,
        Instant createdAt,
        Instant updatedAt) {

    static StockView opened(StockOpened event, Instant at) {
        return new StockView(
                event.product().value(), 1, event.onHand(), 0, event.onHand(), event.lowStockThreshold(), at, at);
    }

    StockView thresholdChanged(int lowStockThreshold, Instant at) {
        return new StockView(id, version + 1, onHand, reserved, available, lowStockThreshold, createdAt, at);
    }

    StockView adjusted(int delta, Instant at) {
        return with(onHand + delta, reserved, at);
    }

    StockView reserved(int quantity, Instant at) {
        return with(onHand, reserved + quantity, at);
    }

    StockView released(int quantity, Instant at) {
        return with(onHand, reserved - quantity, at);
    }

    StockView committed(int quantity, Instant at) {
        return with(onHand - quantity, reserved - quantity, at);
    }

    StockView returned(int quantity, Instant at) {
        return with(onHand + quantity, reserved, at);
    }

    public Availability availability() {
        if (available == 0) {
            return Availability.OUT_OF_STOCK;
        }
        return available <= lowStockThreshold ? Availability.LOW_STOCK : Availability.IN_STOCK;
    }

    private StockView with(int onHand, int reserved, Instant at) {
        return new StockView(id, version + 1, onHand, reserved, onHand - reserved, lowStockThreshold, createdAt, at);
    }
}
