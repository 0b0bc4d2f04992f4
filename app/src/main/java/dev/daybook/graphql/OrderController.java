package dev.daybook.graphql;

import dev.daybook.catalog.product.ProductView;
import dev.daybook.eventstore.Commands;
import dev.daybook.graphql.UserError.Code;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.ordering.OrderCommand;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Orders;
import dev.daybook.security.Viewer;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

@Controller
class OrderController {
    private final Orders orders;
    private final OrderListing listing;
    private final Commands commands;

    OrderController(Orders orders, OrderListing listing, Commands commands) {
        this.orders = orders;
        this.listing = listing;
        this.commands = commands;
    }

    record OrderIdentifier(@Nullable String id, @Nullable String number) {}

    record OrderActionInput(String orderId, @Nullable Long expectedVersion, String idempotencyKey) {}

    record ShipOrderInput(
            String orderId,
            @Nullable String trackingNumber,
            @Nullable Long expectedVersion,
            String idempotencyKey) {}

    record CancelOrderInput(
            String orderId,
            @Nullable String reason,
            @Nullable Long expectedVersion,
            String idempotencyKey) {}

    public record OrderPayload(OrderView order, boolean idempotentReplay) implements Payload {}

    @QueryMapping
    Optional<OrderView> order(@Argument OrderIdentifier by, Viewer viewer) {
        var order = by.id() != null
                ? GlobalId.parse("Order", by.id()).flatMap(orders::findById)
                : Optional.ofNullable(by.number()).flatMap(orders::findByNumber);
        return order.filter(found -> viewer.isOwnerOrStaff(found.customer()));
    }

    @QueryMapping
    Connection<OrderView> orders(
            @Argument OrderListing.@Nullable OrderFilter filter,
            @Argument OrderListing.@Nullable OrderOrder orderBy,
            DataFetchingEnvironment field) {
        return listing.page(filter, orderBy, Page.of(field));
    }

    @SchemaMapping(typeName = "User", field = "orders")
    CompletableFuture<Connection<OrderView>> ordersOfUser(
            UserView user,
            @Argument OrderListing.@Nullable OrderFilter filter,
            @Argument OrderListing.@Nullable OrderOrder orderBy,
            DataFetchingEnvironment field) {
        return listing.ofCustomer(user.id(), filter, orderBy, field);
    }

    @SchemaMapping(typeName = "Order")
    CompletableFuture<@Nullable UserView> user(OrderView order, DataLoader<UUID, UserView> users) {
        return users.load(order.customerId()).thenApply(user -> user == null || user.isErased() ? null : user);
    }

    @SchemaMapping(typeName = "Order")
    CompletableFuture<List<OrderLineView>> lines(OrderView order, DataLoader<UUID, List<OrderLineView>> orderLines) {
        return orderLines.load(order.id());
    }

    @SchemaMapping(typeName = "OrderLine")
    CompletableFuture<ProductView> product(OrderLineView line, DataLoader<UUID, ProductView> products) {
        return products.load(line.productId());
    }

    @MutationMapping
    OrderPayload placeOrder(@Argument PlaceOrderInput input, Viewer viewer, DataFetchingEnvironment field) {
        return send(input.command(OrderId.random(), viewer), viewer, field);
    }

    @MutationMapping
    OrderPayload confirmOrder(@Argument OrderActionInput input, Viewer viewer, DataFetchingEnvironment field) {
        return send(new ConfirmOrder(visible(input.orderId(), viewer), input.expectedVersion()), viewer, field);
    }

    @MutationMapping
    OrderPayload shipOrder(@Argument ShipOrderInput input, Viewer viewer, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var tracking = in.readOptional("trackingNumber", input.trackingNumber(), ShipOrder::trackingNumber);
        var order = visible(input.orderId(), viewer);
        return send(in.whenValid(() -> new ShipOrder(order, tracking.get(), input.expectedVersion())), viewer, field);
    }

    @MutationMapping
    OrderPayload deliverOrder(@Argument OrderActionInput input, Viewer viewer, DataFetchingEnvironment field) {
        return send(new DeliverOrder(visible(input.orderId(), viewer), input.expectedVersion()), viewer, field);
    }

    @MutationMapping
    OrderPayload cancelOrder(@Argument CancelOrderInput input, Viewer viewer, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var reason = in.readOptional("reason", input.reason(), CancelOrder::reason);
        var order = visible(input.orderId(), viewer);
        return send(in.whenValid(() -> new CancelOrder(order, reason.get(), input.expectedVersion())), viewer, field);
    }

    private OrderPayload send(OrderCommand command, Viewer viewer, DataFetchingEnvironment field) {
        var receipt = commands.sendOnce(
                command,
                viewer.actor(),
                IdempotencyKeys.of(field),
                command.order().value());
        return new OrderPayload(orders.findById(receipt.result()).orElseThrow(), receipt.replayed());
    }

    /** The order, if there is one that the viewer may see: to a stranger it is as if there were none. */
    private OrderId visible(String id, Viewer viewer) {
        return GlobalId.parse("Order", id)
                .flatMap(orders::findById)
                .filter(order -> viewer.isOwnerOrStaff(order.customer()))
                .map(OrderView::orderId)
                .orElseThrow(() -> new Refused(Code.NOT_FOUND, "There is no such order", "input", "orderId"));
    }
}
