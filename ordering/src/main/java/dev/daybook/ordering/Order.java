package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static java.util.Objects.requireNonNull;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.ordering.OrderCommand.AddOrderNote;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.ExpireOrder;
import dev.daybook.ordering.OrderCommand.PayOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource.FromAccount;
import dev.daybook.ordering.OrderCommand.PaymentSource.PaidElsewhere;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderRefusal.AlreadyPaid;
import dev.daybook.ordering.OrderRefusal.AmountMismatch;
import dev.daybook.ordering.OrderRefusal.IllegalTransition;
import dev.daybook.ordering.OrderRefusal.NotInOrder;
import dev.daybook.ordering.OrderRefusal.NotLeftToRefund;
import dev.daybook.ordering.OrderRefusal.NotToReturn;
import dev.daybook.ordering.OrderRefusal.NothingToRefund;
import dev.daybook.ordering.OrderRefusal.VersionConflict;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to an order. Moves its stock first, then its money, and applies its own events last: the same order
 * of locks for all, so that no two orders deadlock.
 */
@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Order {
    private static final String EXPIRED = "Not paid in time";

    @AggregateIdentifier
    private OrderId id;

    private String number;
    private UserId customer;
    private OrderStatus status;
    private Money total;
    private @Nullable Instant reservedUntil;
    private @Nullable OrderPayment payment;

    /** Pieces that the customer gets, or has and has not returned. Not final: a snapshot would leave it out. */
    private SortedMap<ProductId, Integer> pieces = new TreeMap<>();

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(
            PlaceOrder command,
            @MetaDataValue(Quote.METADATA_KEY) @Nullable Quote known,
            Checkout checkout,
            Fulfilment fulfilment,
            OrderNumbers numbers,
            PaymentWindow window) {
        var quote = known == null ? checkout.quote(command) : known;
        var lines = quote.linesOf(command);
        var total = Quote.totalOf(lines, command.expectedTotal());
        fulfilment.reserve(command.order(), lines);
        apply(new OrderPlaced(
                command.order(),
                numbers.next(),
                command.customer(),
                lines,
                total,
                command.shippingAddress(),
                window.end()));
    }

    @CommandHandler
    void handle(ConfirmOrder command) {
        expect(command.expectedVersion(), CONFIRMED);
        apply(new OrderConfirmed(id));
    }

    @CommandHandler
    void handle(PayOrder command, Fulfilment fulfilment) {
        if (payment != null) {
            throw new OrderRefused(new AlreadyPaid(status));
        }
        if (status == CANCELLED) {
            throw new OrderRefused(new IllegalTransition(status, CONFIRMED));
        }
        if (!command.amount().equals(total)) {
            throw new OrderRefused(new AmountMismatch(total, command.amount()));
        }
        switch (command.source()) {
            case FromAccount(var account) -> {
                fulfilment.pay(account, customer, total, number);
                apply(new OrderPaid(id, command.payment(), PaymentMethod.ACCOUNT, total, account, null));
            }
            case PaidElsewhere(var reference) ->
                apply(new OrderPaid(id, command.payment(), PaymentMethod.EXTERNAL, total, null, reference));
        }
        if (status == PENDING) {
            apply(new OrderConfirmed(id));
        }
    }

    @CommandHandler
    void handle(ShipOrder command, Fulfilment fulfilment) {
        expect(command.expectedVersion(), SHIPPED);
        fulfilment.commit(id, pieces.keySet());
        apply(new OrderShipped(id, command.trackingNumber()));
    }

    @CommandHandler
    void handle(DeliverOrder command) {
        expect(command.expectedVersion(), DELIVERED);
        apply(new OrderDelivered(id));
    }

    @CommandHandler
    void handle(CancelOrder command, Fulfilment fulfilment) {
        expect(command.expectedVersion(), CANCELLED);
        cancel(command.reason(), fulfilment);
    }

    @CommandHandler
    void handle(ExpireOrder command, PaymentWindow window, Fulfilment fulfilment) {
        if (status == PENDING && reservedUntil != null && window.isOver(reservedUntil)) {
            cancel(EXPIRED, fulfilment);
        }
    }

    @CommandHandler
    void handle(RefundOrder command, Fulfilment fulfilment) {
        if (command.isWithoutMoney()) {
            takeBack(command, fulfilment);
            return;
        }
        if (payment == null || !payment.left().isPositive()) {
            throw new OrderRefused(new NothingToRefund());
        }
        var amount = command.amount() == null ? payment.left() : command.amount();
        if (!amount.currency().equals(total.currency()) || amount.compareTo(payment.left()) > 0) {
            throw new OrderRefused(new NotLeftToRefund(payment.left(), amount));
        }
        var returned = returned(command, fulfilment);
        fulfilment.refund(payment, amount, number);
        apply(new OrderRefunded(id, payment.id(), amount, command.reason(), returned));
    }

    @CommandHandler
    void handle(AddOrderNote command) {
        apply(new OrderNoteAdded(id, customer, command.text()));
    }

    private void takeBack(RefundOrder command, Fulfilment fulfilment) {
        var nothing = Money.zero(total.currency());
        if (!nothing.equals(command.amount())) {
            throw new OrderRefused(new NotLeftToRefund(nothing, requireNonNull(command.amount())));
        }
        apply(new GoodsReturned(id, command.reason(), returned(command, fulfilment)));
    }

    private List<ReturnedGoods> returned(RefundOrder command, Fulfilment fulfilment) {
        command.returned().forEach(this::refuseUnlessWithCustomer);
        var returned = command.returned().entrySet().stream()
                .map(goods -> new ReturnedGoods(goods.getKey(), goods.getValue()))
                .toList();
        fulfilment.takeBack(id, returned);
        return returned;
    }

    private void cancel(@Nullable String reason, Fulfilment fulfilment) {
        fulfilment.release(id, pieces.keySet());
        if (payment == null || !payment.left().isPositive()) {
            apply(new OrderCancelled(id, reason));
            return;
        }
        var rest = payment.left();
        fulfilment.refund(payment, rest, number);
        apply(new OrderCancelled(id, reason));
        apply(new OrderRefunded(
                id, payment.id(), rest, reason == null || reason.isBlank() ? "Cancelled" : reason, List.of()));
    }

    private void refuseUnlessWithCustomer(ProductId product, int quantity) {
        var bought = pieces.get(product);
        if (bought == null) {
            throw new OrderRefused(new NotInOrder(product));
        }
        var there = status == SHIPPED || status == DELIVERED ? bought : 0;
        if (quantity > there) {
            throw new OrderRefused(new NotToReturn(product, there));
        }
    }

    private void expect(@Nullable Long version, OrderStatus to) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new OrderRefused(new VersionConflict(version, actual));
        }
        if (!status.next().contains(to)) {
            throw new OrderRefused(new IllegalTransition(status, to));
        }
    }

    @EventSourcingHandler
    void on(OrderPlaced event) {
        id = event.order();
        number = event.number();
        customer = event.customer();
        status = PENDING;
        total = event.total();
        reservedUntil = event.reservedUntil();
        event.lines().forEach(line -> pieces.put(line.product(), line.quantity()));
    }

    @EventSourcingHandler
    void on(OrderConfirmed event) {
        status = CONFIRMED;
    }

    @EventSourcingHandler
    void on(OrderPaid event) {
        payment = OrderPayment.of(event);
    }

    @EventSourcingHandler
    void on(OrderShipped event) {
        status = SHIPPED;
    }

    @EventSourcingHandler
    void on(OrderDelivered event) {
        status = DELIVERED;
    }

    @EventSourcingHandler
    void on(OrderCancelled event) {
        status = CANCELLED;
    }

    @EventSourcingHandler
    void on(OrderRefunded event) {
        if (payment != null) {
            payment = payment.refunded(event.amount());
        }
        subtract(event.returned());
    }

    @EventSourcingHandler
    void on(GoodsReturned event) {
        subtract(event.returned());
    }

    private void subtract(List<ReturnedGoods> returned) {
        returned.forEach(goods -> pieces.merge(goods.product(), -goods.quantity(), Integer::sum));
    }
}
