package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.List;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of an order. */
public sealed interface OrderEvent extends DomainEvent {
    OrderId order();

    /** @param reservedUntil null in events from before unpaid orders were cancelled */
    record OrderPlaced(
            OrderId order,
            String number,
            UserId customer,
            List<OrderLine> lines,
            Money total,
            @PersonalData @Nullable String shippingAddress,
            @Nullable Instant reservedUntil)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }
    }

    record OrderConfirmed(OrderId order) implements OrderEvent {}

    /** @param account null when the order was paid elsewhere */
    record OrderPaid(
            OrderId order,
            PaymentId payment,
            PaymentMethod method,
            Money amount,
            @Nullable AccountId account,
            @Nullable String reference)
            implements OrderEvent {}

    record OrderShipped(OrderId order, @Nullable String trackingNumber) implements OrderEvent {}

    record OrderDelivered(OrderId order) implements OrderEvent {}

    record OrderCancelled(OrderId order, @Nullable String reason) implements OrderEvent {}

    /** @param returned goods that came back with it, each product once */
    record OrderRefunded(OrderId order, PaymentId payment, Money amount, String reason, List<ReturnedGoods> returned)
            implements OrderEvent {
        public OrderRefunded {
            returned = List.copyOf(returned);
        }
    }

    /**
     * Goods came back and no money was refunded, since it had been refunded before or was never paid.
     *
     * @param returned each product once
     */
    record GoodsReturned(OrderId order, String reason, List<ReturnedGoods> returned) implements OrderEvent {
        public GoodsReturned {
            returned = List.copyOf(returned);
        }
    }

    /** @param text null after the customer was erased */
    record OrderNoteAdded(
            OrderId order,
            UserId customer,
            @PersonalData @Nullable String text) implements OrderEvent {}
}
