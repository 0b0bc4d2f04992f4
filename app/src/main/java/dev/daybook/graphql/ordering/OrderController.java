package dev.daybook.graphql.ordering;

import dev.daybook.catalog.product.ProductView;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.types.ErasedUsers;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderCommand.AddOrderNote;
import dev.daybook.ordering.OrderCommand.CancelOrder;
import dev.daybook.ordering.OrderCommand.ConfirmOrder;
import dev.daybook.ordering.OrderCommand.DeliverOrder;
import dev.daybook.ordering.OrderCommand.ShipOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Orders;
import dev.daybook.ordering.ReturnedGoods;
import dev.daybook.replay.AsOf;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.security.Caller;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
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

/** Orders and their transitions from PENDING to DELIVERED. */
@Controller
class OrderController {
    private final Orders orders;
    private final OrderListing listing;
    private final OrderMutations mutations;
    private final PointInTimeRows past;

    OrderController(Orders orders, OrderListing listing, OrderMutations mutations, PointInTimeRows past) {
        this.orders = orders;
        this.listing = listing;
        this.mutations = mutations;
        this.past = past;
    }

    record OrderIdentifier(@Nullable String id, @Nullable String number) {}

    record AddOrderNoteInput(String orderId, String text, String idempotencyKey) {}

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

    @QueryMapping
    Optional<OrderView> order(
            @Argument OrderIdentifier by,
            @Argument @Nullable Instant asOf,
            @Argument @Nullable Long atVersion,
            Caller caller) {
        var order = now(by).filter(found -> caller.isOwnerOrStaff(found.customer()));
        return asOf == null && atVersion == null
                ? order
                : order.flatMap(now ->
                        past.rowOf(OrderView.class, now.id(), now.orderId().toString(), new AsOf(asOf, atVersion)));
    }

    private Optional<OrderView> now(OrderIdentifier by) {
        return by.id() != null
                ? GlobalId.parse("Order", by.id()).flatMap(orders::findById)
                : Optional.ofNullable(by.number()).flatMap(orders::findByNumber);
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
        return ErasedUsers.hidden(users.load(order.customerId()));
    }

    @SchemaMapping(typeName = "Order")
    CompletableFuture<List<OrderLineView>> lines(OrderView order, DataLoader<UUID, List<OrderLineView>> orderLines) {
        return orderLines.load(order.id());
    }

    @SchemaMapping(typeName = "ReturnedLine")
    CompletableFuture<ProductView> product(ReturnedGoods goods, DataLoader<UUID, ProductView> products) {
        return products.load(goods.product().value());
    }

    @SchemaMapping(typeName = "OrderLine")
    CompletableFuture<ProductView> product(OrderLineView line, DataLoader<UUID, ProductView> products) {
        return products.load(line.productId());
    }

    @MutationMapping
    OrderPayload placeOrder(@Argument PlaceOrderInput input, Caller caller, DataFetchingEnvironment field) {
        return mutations.send(input.command(OrderId.random(), caller), caller, field);
    }

    @MutationMapping
    OrderPayload confirmOrder(@Argument OrderActionInput input, Caller caller, DataFetchingEnvironment field) {
        return mutations.send(
                new ConfirmOrder(mutations.visible(input.orderId(), caller), input.expectedVersion()), caller, field);
    }

    @MutationMapping
    OrderPayload shipOrder(@Argument ShipOrderInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var tracking = in.readOptional("trackingNumber", input.trackingNumber(), ShipOrder::trackingNumber);
        var order = mutations.visible(input.orderId(), caller);
        return mutations.send(
                in.whenValid(() -> new ShipOrder(order, tracking.get(), input.expectedVersion())), caller, field);
    }

    @MutationMapping
    OrderPayload deliverOrder(@Argument OrderActionInput input, Caller caller, DataFetchingEnvironment field) {
        return mutations.send(
                new DeliverOrder(mutations.visible(input.orderId(), caller), input.expectedVersion()), caller, field);
    }

    @MutationMapping
    OrderPayload cancelOrder(@Argument CancelOrderInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var reason = in.readOptional("reason", input.reason(), CancelOrder::reason);
        var order = mutations.visible(input.orderId(), caller);
        return mutations.send(
                in.whenValid(() -> new CancelOrder(order, reason.get(), input.expectedVersion())), caller, field);
    }

    @MutationMapping
    OrderPayload addOrderNote(@Argument AddOrderNoteInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var text = in.read("text", input.text(), AddOrderNote::text);
        var order = mutations.visible(input.orderId(), caller);
        return mutations.send(in.whenValid(() -> new AddOrderNote(order, text.get())), caller, field);
    }
}
