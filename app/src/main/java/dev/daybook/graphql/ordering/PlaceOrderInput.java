package dev.daybook.graphql.ordering;

import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.MoneyInput;
import dev.daybook.graphql.input.OnBehalf;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

record PlaceOrderInput(
        List<OrderLineInput> lines,
        @Nullable String shippingAddress,
        @Nullable String userId,
        @Nullable MoneyInput expectedTotal,
        String idempotencyKey) {
    PlaceOrder command(OrderId order, Caller caller) {
        var in = new InputReader("input");
        var customer = OnBehalf.of(userId, "userId", in, caller);
        var address = in.readOptional("shippingAddress", shippingAddress, PlaceOrder::shippingAddress);
        var total = in.readOptional("expectedTotal", expectedTotal, MoneyInput::money);
        if (lines.isEmpty()) {
            in.refuseValue(Code.OUT_OF_RANGE, "An order has at least one line", "1.." + PlaceOrder.MAX_LINES, "lines");
        }
        var quantities = OrderLineInput.read("lines", lines, in);
        return in.whenValid(() -> new PlaceOrder(order, customer.get(), quantities.get(), address.get(), total.get()));
    }
}
