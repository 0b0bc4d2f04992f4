package dev.daybook.graphql.ordering;

import dev.daybook.catalog.product.ProductView;
import dev.daybook.commands.Commands;
import dev.daybook.commands.Receipt;
import dev.daybook.graphql.errors.Refused;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.IdempotencyKeys;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderCommand;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderLineView;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.Orders;
import dev.daybook.security.Caller;
import dev.daybook.users.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Steps that all mutations of an order share. */
@Component
class OrderMutations {
    private final Orders orders;
    private final Commands commands;

    OrderMutations(Orders orders, Commands commands) {
        this.orders = orders;
        this.commands = commands;
    }

    OrderPayload send(OrderCommand command, Caller caller, DataFetchingEnvironment field) {
        var receipt = commands.sendOnce(
                command,
                caller.actor(),
                IdempotencyKeys.of(field),
                command.order().value());
        return new OrderPayload(
                placed(receipt, field)
                        .orElseGet(() -> orders.findById(receipt.result()).orElseThrow()),
                receipt.replayed());
    }

    /** The order, when it is new, and gives its lines, customer and products to their loaders. */
    private static Optional<OrderView> placed(Receipt<UUID> receipt, DataFetchingEnvironment field) {
        var rows = receipt.rows();
        var order = rows.inserted(OrderView.class).stream().findFirst();
        order.ifPresent(placed -> {
            BatchLoaders.prime("orderLines", placed.id(), rows.inserted(OrderLineView.class), field);
            rows.read(UserView.class).forEach(user -> BatchLoaders.prime("users", user.id(), user, field));
            rows.read(ProductView.class)
                    .forEach(product -> BatchLoaders.prime("products", product.id(), product, field));
        });
        return order;
    }

    /** The id of an order that the caller may see; to any other caller it is as if it did not exist. */
    OrderId visible(String id, Caller caller) {
        return row(id, caller).orderId();
    }

    /** The current row of an order that the caller may see. */
    OrderView row(String id, Caller caller) {
        return GlobalId.parse("Order", id)
                .flatMap(orders::findById)
                .filter(order -> caller.isOwnerOrStaff(order.customer()))
                .orElseThrow(() -> new Refused(Code.NOT_FOUND, "There is no such order", "input", "orderId"));
    }
}
