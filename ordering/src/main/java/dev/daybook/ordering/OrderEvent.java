package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.util.List;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** What has happened to an order. */
public sealed interface OrderEvent extends DomainEvent {
    OrderId order();

    record OrderPlaced(
            OrderId order,
            String number,
            UserId customer,
            List<OrderLine> lines,
            Money total,
            @PersonalData @Nullable String shippingAddress)
            implements OrderEvent {
        public OrderPlaced {
            lines = List.copyOf(lines);
        }
    }

    record OrderConfirmed(OrderId order) implements OrderEvent {}

    record OrderShipped(OrderId order, @Nullable String trackingNumber) implements OrderEvent {}

    record OrderDelivered(OrderId order) implements OrderEvent {}

    record OrderCancelled(OrderId order, @Nullable String reason) implements OrderEvent {}
}
