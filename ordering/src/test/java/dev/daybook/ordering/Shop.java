package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.users.UserId;
import java.util.List;
import java.util.UUID;

/** Pen, ink and notebook, in the order of their ids, and the order that Ada places for some of them. */
final class Shop {
    static final ProductId PEN = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    static final ProductId INK = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000002"));
    static final ProductId NOTEBOOK = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000003"));
    static final UserId ADA = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));
    static final OrderId ORDER = new OrderId(UUID.fromString("00000000-0000-0000-0000-0000000000aa"));
    static final String NUMBER = "ORD-20261214083000-00ADA0";

    private Shop() {}

    static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    static OrderLine pens(int quantity) {
        return new OrderLine(PEN, "Pen", "PEN-01", quantity, euros("79.99"));
    }

    static OrderLine notebooks(int quantity) {
        return new OrderLine(NOTEBOOK, "Notebook", "NB-01", quantity, euros("12.50"));
    }

    /** Two notebooks and three pens, though not in the order of their ids. */
    static OrderPlaced placed() {
        return new OrderPlaced(
                ORDER, NUMBER, ADA, List.of(notebooks(2), pens(3)), euros("264.97"), "12 Analytical Row");
    }

    /** How an order comes to have this status. */
    static List<OrderEvent> historyOf(OrderStatus status) {
        return switch (status) {
            case PENDING -> List.of(placed());
            case CONFIRMED -> List.of(placed(), new OrderConfirmed(ORDER));
            case SHIPPED -> List.of(placed(), new OrderConfirmed(ORDER), new OrderShipped(ORDER, "TRACK-1"));
            case DELIVERED ->
                List.of(
                        placed(),
                        new OrderConfirmed(ORDER),
                        new OrderShipped(ORDER, "TRACK-1"),
                        new OrderDelivered(ORDER));
            case CANCELLED -> List.of(placed(), new OrderCancelled(ORDER, null));
        };
    }
}
