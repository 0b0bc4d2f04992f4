package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.users.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Order of Ada for notebooks and pens, placed on a Monday. The ids of pen, ink and notebook ascend. */
public final class OrderFixture {
    static final ProductId PEN = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000001"));
    static final ProductId INK = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000002"));
    static final ProductId NOTEBOOK = new ProductId(UUID.fromString("00000000-0000-0000-0000-000000000003"));
    public static final UserId ADA = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));
    public static final OrderId ORDER = new OrderId(UUID.fromString("00000000-0000-0000-0000-0000000000aa"));
    public static final PaymentId PAYMENT = new PaymentId(UUID.fromString("00000000-0000-0000-0000-0000000000bb"));
    public static final AccountId SAVINGS = new AccountId(UUID.fromString("00000000-0000-0000-0000-0000000000cc"));
    public static final String NUMBER = "ORD-20261214083000-00ADA0";
    public static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    static final Instant RESERVED_UNTIL = Instant.parse("2026-12-14T09:00:00Z");

    private OrderFixture() {}

    public static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    static OrderLine pens(int quantity) {
        return new OrderLine(PEN, "Pen", "PEN-01", quantity, euros("79.99"));
    }

    static OrderLine notebooks(int quantity) {
        return new OrderLine(NOTEBOOK, "Notebook", "NB-01", quantity, euros("12.50"));
    }

    /** Half an hour from now. */
    static PaymentWindow windowAt(Instant now) {
        return new PaymentWindow(Duration.ofMinutes(30), Clock.fixed(now, ZoneOffset.UTC));
    }

    /** Two notebooks and three pens, not in the order of their ids. */
    public static OrderPlaced placed() {
        return new OrderPlaced(
                ORDER,
                NUMBER,
                ADA,
                List.of(notebooks(2), pens(3)),
                euros("264.97"),
                "12 Analytical Row",
                RESERVED_UNTIL);
    }

    public static OrderPaid paidFromSavings() {
        return new OrderPaid(ORDER, PAYMENT, PaymentMethod.ACCOUNT, euros("264.97"), SAVINGS, null);
    }

    public static OrderPaid paidElsewhere() {
        return new OrderPaid(ORDER, PAYMENT, PaymentMethod.EXTERNAL, euros("264.97"), null, "Receipt 42");
    }

    public static OrderRefunded refunded(String amount, ReturnedGoods... returned) {
        return new OrderRefunded(ORDER, PAYMENT, euros(amount), "The pen leaks", List.of(returned));
    }

    /** Row of the order as it was placed. */
    public static OrderView row() {
        return OrderView.placed(placed(), MONDAY);
    }

    /** Events that lead to this status, and those that follow. */
    static List<OrderEvent> historyOf(OrderStatus status, OrderEvent... then) {
        return Stream.concat(eventsTo(status), Stream.of(then)).toList();
    }

    private static Stream<OrderEvent> eventsTo(OrderStatus status) {
        return switch (status) {
            case PENDING -> Stream.of(placed());
            case CONFIRMED -> Stream.of(placed(), new OrderConfirmed(ORDER));
            case SHIPPED -> Stream.of(placed(), new OrderConfirmed(ORDER), new OrderShipped(ORDER, "TRACK-1"));
            case DELIVERED ->
                Stream.of(
                        placed(),
                        new OrderConfirmed(ORDER),
                        new OrderShipped(ORDER, "TRACK-1"),
                        new OrderDelivered(ORDER));
            case CANCELLED -> Stream.of(placed(), new OrderCancelled(ORDER, null));
        };
    }
}
