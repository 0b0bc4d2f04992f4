package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/** Row of an order. {@code version} counts the events of its stream. */
@Table("orders")
public record OrderView(
        @Id UUID id,
        long version,
        String number,
        UUID customerId,
        BigDecimal totalAmount,
        String currency,
        @PersonalData @Nullable String shippingAddress,
        @Embedded.Empty OrderProgress progress,
        @Embedded.Empty PaymentProgress payment,
        Instant placedAt,
        Instant updatedAt) {

    static OrderView placed(OrderPlaced event, Instant at) {
        return new OrderView(
                event.order().value(),
                1,
                event.number(),
                event.customer().value(),
                event.total().amount(),
                event.total().currencyCode(),
                event.shippingAddress(),
                OrderProgress.placed(event.reservedUntil()),
                PaymentProgress.unpaid(event.total().currency()),
                at,
                at);
    }

    OrderView confirmed(Instant at) {
        return with(progress.confirmed(at), payment, at);
    }

    OrderView shipped(@Nullable String trackingNumber, Instant at) {
        return with(progress.shipped(trackingNumber, at), payment, at);
    }

    OrderView delivered(Instant at) {
        return with(progress.delivered(at), payment, at);
    }

    OrderView cancelled(@Nullable String reason, Instant at) {
        return with(progress.cancelled(reason, at), payment, at);
    }

    OrderView paid(OrderPaid event, Instant at) {
        return with(progress.paid(), payment.paid(event, at), at);
    }

    OrderView refunded(Money amount, Instant at) {
        return with(progress, payment.refunded(amount), at);
    }

    /** Counts an event that the row does not show: a note, or goods that came back without money. */
    OrderView noted(Instant at) {
        return with(progress, payment, at);
    }

    private OrderView with(OrderProgress progress, PaymentProgress payment, Instant updatedAt) {
        return new OrderView(
                id,
                version + 1,
                number,
                customerId,
                totalAmount,
                currency,
                shippingAddress,
                progress,
                payment,
                placedAt,
                updatedAt);
    }

    public OrderId orderId() {
        return new OrderId(id);
    }

    public UserId customer() {
        return new UserId(customerId);
    }

    public OrderStatus status() {
        return progress.status();
    }

    public List<OrderStatus> nextStatuses() {
        return status().next();
    }

    public Instant createdAt() {
        return placedAt;
    }

    public @Nullable Instant reservedUntil() {
        return progress.reservedUntil();
    }

    public @Nullable Instant confirmedAt() {
        return progress.confirmedAt();
    }

    public @Nullable Instant shippedAt() {
        return progress.shipment() == null ? null : progress.shipment().shippedAt();
    }

    public @Nullable String trackingNumber() {
        return progress.shipment() == null ? null : progress.shipment().trackingNumber();
    }

    public @Nullable Instant deliveredAt() {
        return progress.deliveredAt();
    }

    public @Nullable Instant cancelledAt() {
        return progress.cancellation() == null ? null : progress.cancellation().cancelledAt();
    }

    public @Nullable String cancelReason() {
        return progress.cancellation() == null ? null : progress.cancellation().cancelReason();
    }

    public Money total() {
        return Money.of(totalAmount, currency);
    }

    public PaymentStatus paymentStatus() {
        return payment.paymentStatus();
    }

    public Money paid() {
        return Money.of(payment.paidAmount(), currency);
    }

    public Money refunded() {
        return Money.of(payment.refundedAmount(), currency);
    }

    public List<Payment> payments() {
        var receipt = payment.receipt();
        if (receipt == null) {
            return List.of();
        }
        return List.of(new Payment(
                receipt.paymentId(),
                receipt.paymentMethod(),
                paid(),
                refunded(),
                receipt.paymentReference(),
                receipt.paidAt()));
    }
}
