package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.graphql.errors.NotAllowed;
import dev.daybook.graphql.input.InputReader;
import dev.daybook.graphql.input.MoneyInput;
import dev.daybook.ordering.OrderCommand.PayOrder;
import dev.daybook.ordering.OrderCommand.PaymentSource;
import dev.daybook.ordering.OrderCommand.PaymentSource.FromAccount;
import dev.daybook.ordering.OrderCommand.PaymentSource.PaidElsewhere;
import dev.daybook.ordering.OrderCommand.RefundOrder;
import dev.daybook.ordering.PaymentId;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.security.Caller;
import dev.daybook.users.Role;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Payments of orders and their refunds. */
@Controller
class PaymentController {
    private final OrderMutations mutations;

    PaymentController(OrderMutations mutations) {
        this.mutations = mutations;
    }

    record PaymentSourceInput(
            @Nullable String accountId, @Nullable String externalReference) {
        Supplier<? extends PaymentSource> read(InputReader in, Caller caller) {
            if (accountId != null) {
                return in.readId("accountId", "Account", accountId, id -> new FromAccount(new AccountId(id)));
            }
            if (!caller.isStaff()) {
                throw new NotAllowed.Forbidden(Role.STAFF);
            }
            return in.read("externalReference", Objects.requireNonNull(externalReference), PaidElsewhere::new);
        }
    }

    record PayOrderInput(String orderId, PaymentSourceInput source, MoneyInput amount, String idempotencyKey) {}

    record RefundOrderInput(
            String orderId,
            @Nullable MoneyInput amount,
            String reason,
            @Nullable List<OrderLineInput> returnedLines,
            String idempotencyKey) {}

    @MutationMapping
    OrderPayload payOrder(@Argument PayOrderInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var source = input.source().read(in.at("source"), caller);
        var order = mutations.row(input.orderId(), caller);
        var amount = in.read("amount", input.amount(), money -> money.money(order.total()));
        return mutations.send(
                in.whenValid(() -> new PayOrder(order.orderId(), PaymentId.random(), source.get(), amount.get())),
                caller,
                field);
    }

    @MutationMapping
    OrderPayload refundOrder(@Argument RefundOrderInput input, Caller caller, DataFetchingEnvironment field) {
        var in = new InputReader("input");
        var order = mutations.row(input.orderId(), caller);
        var lines = Objects.requireNonNullElse(input.returnedLines(), List.<OrderLineInput>of());
        var nothing = Money.zero(order.total().currency());
        var amount = in.readOptional(
                "amount", input.amount(), money -> RefundOrder.amount(money.money(nothing), !lines.isEmpty()));
        var reason = in.read("reason", input.reason(), RefundOrder::reason);
        var returned = OrderLineInput.read("returnedLines", lines, in);
        return mutations.send(
                in.whenValid(() -> new RefundOrder(order.orderId(), amount.get(), reason.get(), returned.get())),
                caller,
                field);
    }
}
