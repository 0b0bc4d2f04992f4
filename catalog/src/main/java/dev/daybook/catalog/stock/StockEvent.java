package dev.daybook.catalog.stock;

import dev.daybook.catalog.ProductId;
import org.jmolecules.event.types.DomainEvent;

/** Events of the stock of a product. */
public sealed interface StockEvent extends DomainEvent {
    ProductId product();

    record StockOpened(ProductId product, int onHand, int lowStockThreshold) implements StockEvent {}

    record StockThresholdChanged(ProductId product, int lowStockThreshold) implements StockEvent {}

    record StockAdjusted(ProductId product, int delta, String reason) implements StockEvent {}

    record StockReserved(ProductId product, ReservationId reservation, int quantity) implements StockEvent {}

    record StockReleased(ProductId product, ReservationId reservation, int quantity) implements StockEvent {}

    record StockCommitted(ProductId product, ReservationId reservation, int quantity) implements StockEvent {}

    record StockReturned(ProductId product, ReservationId reservation, int quantity) implements StockEvent {}
}
