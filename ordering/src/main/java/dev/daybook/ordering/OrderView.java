package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of an order. {@code version} counts the events of its stream.
 *
 * @param reservedUntil null when it is paid or not PENDING
 */
@Table("orders")
public record OrderView(
        @Id UUID id,
        long version,
        String number,
        OrderStatus status,
        UUID customerId,
        BigDecimal totalAmount,
        String currency,
        @PersonalData @Nullable String shippingAddress,
        @Nullable String trackingNumber,
        @Nullable String cancelReason,
        PaymentStatus paymentStatus,
        @Nullable UUID paymentId,
        @Nullable PaymentMethod paymentMethod,
        @Nullable String paymentReference,
        @Nullable Instant paidAt,
        BigDecimal paidAmount,
        BigDecimal refundedAmount,
        Instant placedAt,
        @Nullable Instant reservedUntil,
        @Nullable Instant confirmedAt,
        @Nullable Instant shippedAt,
        @Nullable Instant deliveredAt,
        @Nullable Instant cancelledAt,
        Instant updatedAt) {

    static OrderView placed(OrderPlaced event, Instant at) {
        var nothing = Money.zero(event.total().currency()).amount();
        return new OrderView(
                event.order().value(),
                1,
                event.number(),
                OrderStatus.PENDING,
                event.customer().value(),
                event.total().amount(),
                event.total().currencyCode(),
                event.shippingAddress(),
                null,
                null,
                PaymentStatus.UNPAID,
                null,
                null,
                null,
                null,
                nothing,
                nothing,
                at,
                event.reservedUntil(),
                null,
                null,
                null,
                null,
                at);
    }

    OrderView confirmed(Instant at) {
        return moved(OrderStatus.CONFIRMED, trackingNumber, cancelReason, at, shippedAt, deliveredAt, cancelledAt, at);
    }

    OrderView shipped(@Nullable String trackingNumber, Instant at) {
        return moved(OrderStatus.SHIPPED, trackingNumber, cancelReason, confirmedAt, at, deliveredAt, cancelledAt, at);
    }

    OrderView delivered(Instant at) {
        return moved(OrderStatus.DELIVERED, trackingNumber, cancelReason, confirmedAt, shippedAt, at, cancelledAt, at);
    }

    OrderView cancelled(@Nullable String reason, Instant at) {
        return moved(OrderStatus.CANCELLED, trackingNumber, reason, confirmedAt, shippedAt, deliveredAt, at, at);
    }

    OrderView paid(OrderPaid event, Instant at) {
        return withPayment(
                PaymentStatus.PAID,
                event.payment().value(),
                event.method(),
                event.reference(),
                at,
                event.amount(),
                refunded(),
                at);
    }

    OrderView refunded(Money amount, Instant at) {
        var refunded = refunded().plus(amount);
        return withPayment(
                refunded.equals(paid()) ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED,
                paymentId,
                paymentMethod,
                paymentReference,
                paidAt,
                paid(),
                refunded,
                at);
    }

    /** Counts an event that the row does not show: a note, or goods that came back without money. */
    OrderView noted(Instant at) {
        return moved(status, trackingNumber, cancelReason, confirmedAt, shippedAt, deliveredAt, cancelledAt, at);
    }

    public OrderId orderId() {
        return new OrderId(id);
    }

    public UserId customer() {
        return new UserId(customerId);
    }

    public Money total() {
        return Money.of(totalAmount, currency);
    }

    public Money paid() {
        return Money.of(paidAmount, currency);
    }

    public Money refunded() {
        return Money.of(refundedAmount, currency);
    }

    public List<Payment> payments() {
        if (paymentId == null) {
            return List.of();
        }
        return List.of(new Payment(
                paymentId,
                Objects.requireNonNull(paymentMethod),
                paid(),
                refunded(),
                paymentReference,
                Objects.requireNonNull(paidAt)));
    }

    public List<OrderStatus> nextStatuses() {
        return status.next();
    }

    public Instant createdAt() {
        return placedAt;
    }

    /** A paid order keeps its stock without end. */
    private OrderView withPayment(
            PaymentStatus paymentStatus,
            @Nullable UUID paymentId,
            @Nullable PaymentMethod paymentMethod,
            @Nullable String paymentReference,
            @Nullable Instant paidAt,
            Money paid,
            Money refunded,
            Instant updatedAt) {
        return new OrderView(
                id,
                version + 1,
                number,
                status,
                customerId,
                totalAmount,
                currency,
                shippingAddress,
                trackingNumber,
                cancelReason,
                paymentStatus,
                paymentId,
                paymentMethod,
                paymentReference,
                paidAt,
                paid.amount(),
                refunded.amount(),
                placedAt,
                null,
                confirmedAt,
                shippedAt,
                deliveredAt,
                cancelledAt,
                updatedAt);
    }

    private OrderView moved(
            OrderStatus status,
            @Nullable String trackingNumber,
            @Nullable String cancelReason,
            @Nullable Instant confirmedAt,
            @Nullable Instant shippedAt,
            @Nullable Instant deliveredAt,
            @Nullable Instant cancelledAt,
            Instant updatedAt) {
        return new OrderView(
                id,
                version + 1,
                number,
                status,
                customerId,
                totalAmount,
                currency,
                shippingAddress,
                trackingNumber,
                cancelReason,
                paymentStatus,
                paymentId,
                paymentMethod,
                paymentReference,
                paidAt,
                paidAmount,
                refundedAmount,
                placedAt,
                status == OrderStatus.PENDING ? reservedUntil : null,
                confirmedAt,
                shippedAt,
                deliveredAt,
                cancelledAt,
                updatedAt);
    }
}
