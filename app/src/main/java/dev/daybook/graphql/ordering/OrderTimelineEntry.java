package dev.daybook.graphql.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;

import dev.daybook.catalog.Money;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderEvent;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderStatus;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.PaymentMethod;
import dev.daybook.ordering.ReturnedGoods;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** Entry of an order's timeline, as its customer reads it: one for each event. */
public sealed interface OrderTimelineEntry {
    long version();

    Instant occurredAt();

    Actor actor();

    record OrderPlacedEntry(long version, Instant occurredAt, Actor actor, Money total) implements OrderTimelineEntry {}

    record OrderStatusEntry(
            long version,
            Instant occurredAt,
            Actor actor,
            OrderStatus from,
            OrderStatus to,
            @Nullable String reason) implements OrderTimelineEntry {}

    record OrderPaymentEntry(long version, Instant occurredAt, Actor actor, Money amount, PaymentMethod method)
            implements OrderTimelineEntry {}

    record OrderRefundEntry(
            long version,
            Instant occurredAt,
            Actor actor,
            Money amount,
            String reason,
            List<ReturnedGoods> returnedLines)
            implements OrderTimelineEntry {}

    record OrderReturnEntry(
            long version, Instant occurredAt, Actor actor, String reason, List<ReturnedGoods> returnedLines)
            implements OrderTimelineEntry {}

    record OrderNoteEntry(long version, Instant occurredAt, Actor actor, String text) implements OrderTimelineEntry {}

    static OrderTimelineEntry of(DomainEventMessage<?> event, OrderView order) {
        var version = event.getSequenceNumber() + 1;
        var at = event.getTimestamp();
        var actor = Actor.in(event.getMetaData());
        return switch ((OrderEvent) event.getPayload()) {
            case OrderPlaced placed -> new OrderPlacedEntry(version, at, actor, placed.total());
            case OrderConfirmed _ -> new OrderStatusEntry(version, at, actor, PENDING, CONFIRMED, null);
            case OrderShipped _ -> new OrderStatusEntry(version, at, actor, CONFIRMED, SHIPPED, null);
            case OrderDelivered _ -> new OrderStatusEntry(version, at, actor, SHIPPED, DELIVERED, null);
            case OrderCancelled cancelled ->
                new OrderStatusEntry(
                        version,
                        at,
                        actor,
                        order.confirmedAt() == null ? PENDING : CONFIRMED,
                        CANCELLED,
                        cancelled.reason());
            case OrderPaid paid -> new OrderPaymentEntry(version, at, actor, paid.amount(), paid.method());
            case OrderRefunded refunded ->
                new OrderRefundEntry(version, at, actor, refunded.amount(), refunded.reason(), refunded.returned());
            case GoodsReturned returned ->
                new OrderReturnEntry(version, at, actor, returned.reason(), returned.returned());
            case OrderNoteAdded note ->
                new OrderNoteEntry(version, at, actor, Objects.requireNonNullElse(note.text(), ""));
        };
    }
}
