package dev.daybook.graphql;

import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.graphql.UserError.Code;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.security.Viewer;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

record PlaceOrderInput(
        List<OrderLineInput> lines,
        @Nullable String shippingAddress,
        @Nullable String userId,
        @Nullable MoneyInput expectedTotal,
        String idempotencyKey) {
    record OrderLineInput(String productId, int quantity) {}

    private record Line(Supplier<ProductId> product, Supplier<Integer> quantity) {}

    PlaceOrder command(OrderId order, Viewer viewer) {
        var in = new InputReader("input");
        var customer = customer(in, viewer);
        var address = in.readOptional("shippingAddress", shippingAddress, PlaceOrder::shippingAddress);
        var total = in.readOptional("expectedTotal", expectedTotal, MoneyInput::money);
        var read = lines(in);
        return in.whenValid(() -> {
            var quantities = new TreeMap<ProductId, Integer>();
            read.forEach(line ->
                    quantities.merge(line.product().get(), line.quantity().get(), Integer::sum));
            return new PlaceOrder(order, customer.get(), quantities, address.get(), total.get());
        });
    }

    private Supplier<UserId> customer(InputReader in, Viewer viewer) {
        if (userId == null) {
            return () -> viewer.id().orElseThrow();
        }
        var customer = in.readId("userId", "User", userId, UserId::new);
        if (!viewer.isStaff()
                && GlobalId.parse("User", userId)
                        .map(UserId::new)
                        .filter(viewer.id().orElseThrow()::equals)
                        .isEmpty()) {
            throw new NotAllowed.Forbidden(Role.STAFF);
        }
        return customer;
    }

    private List<Line> lines(InputReader in) {
        if (lines.isEmpty()) {
            in.refuseValue(Code.OUT_OF_RANGE, "An order has at least one line", "1.." + PlaceOrder.MAX_LINES, "lines");
        }
        if (lines.size() > PlaceOrder.MAX_LINES) {
            in.refuseValue(
                    Code.TOO_MANY_ITEMS,
                    "An order has at most %d lines".formatted(PlaceOrder.MAX_LINES),
                    "1.." + PlaceOrder.MAX_LINES,
                    "lines");
            return List.of();
        }
        if (lines.stream().mapToLong(OrderLineInput::quantity).sum() > StockCommand.MAX_PIECES) {
            in.refuseValue(
                    Code.OUT_OF_RANGE, "So many pieces fit in no order", "<= " + StockCommand.MAX_PIECES, "lines");
        }
        return IntStream.range(0, lines.size())
                .mapToObj(index -> line(in.at("lines", Integer.toString(index)), lines.get(index)))
                .toList();
    }

    private static Line line(InputReader in, OrderLineInput line) {
        return new Line(
                in.readId("productId", "Product", line.productId(), ProductId::new),
                in.read("quantity", line.quantity(), PlaceOrder::quantity));
    }
}
