package dev.daybook.benchmark;

import static dev.daybook.ordering.notification.NotificationKind.ORDER_CANCELLED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_CONFIRMED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_DELIVERED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_PLACED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_REFUNDED;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;

import dev.daybook.benchmark.InventedPeople.Customer;
import dev.daybook.catalog.Money;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLine;
import dev.daybook.ordering.PaymentId;
import dev.daybook.ordering.PaymentMethod;
import dev.daybook.ordering.ReturnedGoods;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.notification.NotificationKind;
import dev.daybook.users.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Invents orders of customers, and their course over the next days. */
final class InventedOrders {
    private static final Actor PAYMENT_WINDOW = new Actor.System("payment window");
    private static final Duration WINDOW = Duration.ofHours(24);
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private final EventWriter eventWriter;
    private final RandomGenerator random;
    private final InventedPeople people;
    private final InventedGoods goods;
    private final InventedNotifications notifications;
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparing(Step::due).thenComparingLong(Step::number));
    private final Map<UserId, Integer> open = new HashMap<>();
    private int pending;
    private long planned;

    InventedOrders(
            EventWriter eventWriter,
            RandomGenerator random,
            InventedPeople people,
            InventedGoods goods,
            InventedNotifications notifications) {
        this.eventWriter = eventWriter;
        this.random = random;
        this.people = people;
        this.goods = goods;
        this.notifications = notifications;
    }

    private record Step(Instant due, long number, Runnable action) {}

    private record Order(
            OrderId id, String number, Customer customer, List<OrderLine> lines, Money total, UUID correlation) {
        long cents() {
            return total.amount().movePointRight(2).longValueExact();
        }
    }

    /** Does what is due now, if anything is. */
    boolean goOn() {
        var next = steps.peek();
        if (next == null || next.due().isAfter(eventWriter.now())) {
            return false;
        }
        steps.remove().action().run();
        return true;
    }

    /** Whether any wait for their money; time goes on until the next step of one. */
    boolean awaitMoney() {
        if (pending > 0 && !steps.isEmpty()) {
            var wait = Duration.between(eventWriter.now(), steps.element().due());
            if (wait.isPositive()) {
                eventWriter.pass(wait.plusMillis(1));
            }
        }
        return pending > 0;
    }

    boolean isWaiting(UserId user) {
        return open.containsKey(user);
    }

    void place() {
        var lines = goods.wanted();
        if (lines.isEmpty()) {
            return;
        }
        var customer = people.anybody();
        var command = eventWriter.command(customer.actor());
        var order = new Order(
                new OrderId(eventWriter.id()),
                "ORD-%s-%06X".formatted(SECOND.format(eventWriter.now()), random.nextInt(1 << 24)),
                customer,
                lines,
                lines.stream().map(OrderLine::total).reduce(Money::plus).orElseThrow(),
                command.correlation());
        lines.forEach(line -> goods.reserve(command, line, order.id));
        var placed = command.write(new OrderPlaced(
                order.id,
                order.number,
                customer.user(),
                lines,
                order.total,
                "%d Analytical Row, London".formatted(random.nextInt(1, 400)),
                eventWriter.now().plus(WINDOW)));
        pending++;
        open.merge(customer.user(), 1, Integer::sum);
        tell(order, placed, ORDER_PLACED, "Order %s placed");
        switch (random.nextInt(100)) {
            case 0, 1, 2, 3, 4, 5 -> in(WINDOW.plusSeconds(1), () -> cancel(order, PAYMENT_WINDOW, "Not paid in time"));
            case 6, 7, 8, 9 -> within(WINDOW, () -> cancel(order, customer.actor(), "Changed my mind"));
            default -> within(Duration.ofHours(10), () -> pay(order));
        }
    }

    private void pay(Order order) {
        var account = random.nextInt(10) < 7 ? order.customer.accountWith(order.cents()) : null;
        var command = eventWriter.command(account == null ? people.staff() : order.customer.actor());
        var payment = new PaymentId(eventWriter.id());
        if (account != null) {
            order.customer.pay(order.cents());
            command.nested().write(new FundsPaid(account, order.total, order.number));
            command.write(new OrderPaid(order.id, payment, PaymentMethod.ACCOUNT, order.total, account, null));
        } else {
            command.write(
                    new OrderPaid(order.id, payment, PaymentMethod.EXTERNAL, order.total, null, "Card terminal 1"));
        }
        pending--;
        tell(order, command.write(new OrderConfirmed(order.id)), ORDER_CONFIRMED, "Order %s confirmed!");
        within(Duration.ofDays(2), () -> ship(order, payment, account));
    }

    private void ship(Order order, PaymentId payment, @Nullable AccountId account) {
        var command = eventWriter.command(people.staff());
        order.lines.forEach(line -> goods.commit(command, line, order.id));
        var shipped = command.write(
                new OrderShipped(order.id, "TRACK-" + order.id.toString().substring(0, 8)));
        tell(order, shipped, ORDER_SHIPPED, "Order %s shipped");
        within(Duration.ofDays(4), () -> deliver(order, payment, account));
    }

    private void deliver(Order order, PaymentId payment, @Nullable AccountId account) {
        var delivered = eventWriter.command(people.staff()).write(new OrderDelivered(order.id));
        tell(order, delivered, ORDER_DELIVERED, "Order %s delivered");
        switch (random.nextInt(20)) {
            case 0 -> within(Duration.ofDays(20), () -> refund(order, payment, account));
            case 1, 2 -> within(Duration.ofDays(3), () -> note(order));
            default -> end(order);
        }
    }

    private void refund(Order order, PaymentId payment, @Nullable AccountId account) {
        var command = eventWriter.command(people.staff());
        var line = order.lines.getFirst();
        goods.takeBack(command, line, order.id);
        if (account != null) {
            order.customer.pay(-line.total().amount().movePointRight(2).longValueExact());
            command.nested().write(new FundsRefunded(account, line.total(), order.number));
        }
        var refunded = command.write(new OrderRefunded(
                order.id,
                payment,
                line.total(),
                "Did not fit",
                List.of(new ReturnedGoods(line.product(), line.quantity()))));
        tell(order, refunded, ORDER_REFUNDED, line.total() + " of order %s refunded");
        end(order);
    }

    private void note(Order order) {
        eventWriter
                .command(people.staff())
                .write(new OrderNoteAdded(order.id, order.customer.user(), "The parcel was wet. Offered 5 euros."));
        end(order);
    }

    private void cancel(Order order, Actor actor, String reason) {
        var command = eventWriter.command(actor);
        order.lines.forEach(line -> goods.release(command, line, order.id));
        var cancelled = command.write(new OrderCancelled(order.id, reason));
        pending--;
        tell(order, cancelled, ORDER_CANCELLED, "Order %s cancelled");
        end(order);
    }

    private void end(Order order) {
        open.computeIfPresent(order.customer.user(), (_, orders) -> orders == 1 ? null : orders - 1);
    }

    private void tell(Order order, UUID event, NotificationKind kind, String message) {
        notifications.tell(order.customer, event, order.correlation, kind, message.formatted(order.number), order.id);
    }

    private void within(Duration most, Runnable action) {
        in(Duration.ofSeconds(random.nextLong(60, most.toSeconds())), action);
    }

    private void in(Duration time, Runnable action) {
        steps.add(new Step(eventWriter.now().plus(time), planned++, action));
    }
}
