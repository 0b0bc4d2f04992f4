package dev.daybook.ordering;

import static dev.daybook.ordering.OrderStatus.CANCELLED;
import static dev.daybook.ordering.OrderStatus.CONFIRMED;
import static dev.daybook.ordering.OrderStatus.DELIVERED;
import static dev.daybook.ordering.OrderStatus.PENDING;
import static dev.daybook.ordering.OrderStatus.SHIPPED;
import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import dev.daybook.ordering.OrderRefusal.IllegalTransition;
import dev.daybook.ordering.OrderRefusal.UnknownCustomer;
import dev.daybook.ordering.OrderRefusal.VersionConflict;
import dev.daybook.users.ActiveUsers;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Order {
    @AggregateIdentifier
    private OrderId id;

    private OrderStatus status;

    /** In the order of their ids. */
    private List<ProductId> products;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(PlaceOrder command, ActiveUsers customers, Checkout checkout, OrderNumbers numbers) {
        if (!customers.includes(command.customer())) {
            throw new UnknownCustomer(command.customer()).asException();
        }
        var lines = checkout.linesOf(command);
        var total = Checkout.totalOf(lines, command.expectedTotal());
        checkout.reserve(command.order(), lines);
        apply(new OrderPlaced(
                command.order(), numbers.next(), command.customer(), lines, total, command.shippingAddress()));
    }

    @CommandHandler
    void handle(ConfirmOrder command) {
        expect(command.expectedVersion(), CONFIRMED);
        apply(new OrderConfirmed(id));
    }

    @CommandHandler
    void handle(ShipOrder command, CommandGateway commands) {
        expect(command.expectedVersion(), SHIPPED);
        products.forEach(product -> commands.sendAndWait(new CommitStock(product, id.reservation())));
        apply(new OrderShipped(id, command.trackingNumber()));
    }

    @CommandHandler
    void handle(DeliverOrder command) {
        expect(command.expectedVersion(), DELIVERED);
        apply(new OrderDelivered(id));
    }

    @CommandHandler
    void handle(CancelOrder command, CommandGateway commands) {
        expect(command.expectedVersion(), CANCELLED);
        products.forEach(product -> commands.sendAndWait(new ReleaseStock(product, id.reservation())));
        apply(new OrderCancelled(id, command.reason()));
    }

    private void expect(@Nullable Long version, OrderStatus to) {
        var actual = getVersion() + 1;
        if (version != null && version != actual) {
            throw new VersionConflict(version, actual).asException();
        }
        if (!status.next().contains(to)) {
            throw new IllegalTransition(status, to).asException();
        }
    }

    @EventSourcingHandler
    void on(OrderPlaced event) {
        id = event.order();
        status = PENDING;
        products = event.lines().stream().map(OrderLine::product).sorted().toList();
    }

    @EventSourcingHandler
    void on(OrderConfirmed event) {
        status = CONFIRMED;
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
}
