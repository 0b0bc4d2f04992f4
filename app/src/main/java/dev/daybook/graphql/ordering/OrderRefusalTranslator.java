package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.graphql.errors.InputPaths;
import dev.daybook.graphql.errors.RefusalTranslator;
import dev.daybook.graphql.errors.UserError;
import dev.daybook.graphql.errors.UserError.Code;
import dev.daybook.graphql.errors.UserError.GenericError;
import dev.daybook.graphql.errors.UserError.IllegalTransitionError;
import dev.daybook.graphql.errors.UserError.InsufficientStockError;
import dev.daybook.graphql.errors.UserError.PriceChangedError;
import dev.daybook.graphql.errors.UserError.ValidationError;
import dev.daybook.graphql.errors.UserError.VersionConflictError;
import dev.daybook.ordering.OrderRefusal;
import dev.daybook.ordering.OrderRefusal.LineProblem;
import dev.daybook.ordering.OrderRefused;
import dev.daybook.ordering.OrderStatus;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Translates the refusals of orders and their lines. */
@Component
class OrderRefusalTranslator implements RefusalTranslator {
    private static final List<String> AMOUNT = List.of("input", "amount");

    @Override
    public List<UserError> translate(Throwable thrown, Map<String, Object> arguments) {
        return switch (thrown) {
            case OrderRefused refused -> translate(refused.refusal(), arguments);
            default -> List.of();
        };
    }

    private static List<UserError> translate(OrderRefusal refusal, Map<String, Object> arguments) {
        return switch (refusal) {
            case OrderRefusal.UnknownCustomer unknown ->
                List.of(new GenericError(
                        "There is no such customer, or they are not active",
                        Code.NOT_FOUND,
                        InputPaths.find(arguments, unknown.customer().value())));
            case OrderRefusal.LinesRefused refused ->
                refused.problems().stream()
                        .map(problem -> translate(problem, arguments))
                        .toList();
            case OrderRefusal.TotalTooLarge _ ->
                List.of(new ValidationError(
                        "The total of the order would be 10^16 or more",
                        Code.OUT_OF_RANGE,
                        List.of("input", "lines"),
                        "total < 10^16"));
            case OrderRefusal.PriceChanged changed ->
                List.of(new PriceChangedError(
                        "The total of the order is %s now, not %s".formatted(changed.actual(), changed.expected()),
                        Code.PRICE_CHANGED,
                        List.of("input", "expectedTotal"),
                        changed.expected(),
                        changed.actual()));
            case OrderRefusal.IllegalTransition illegal ->
                List.of(IllegalTransitionError.of(
                        illegal.from(), illegal.to(), illegal.from().next(), "orderId"));
            case OrderRefusal.AlreadyPaid paid ->
                List.of(new IllegalTransitionError(
                        "The order is paid already",
                        Code.ILLEGAL_TRANSITION,
                        List.of("input", "orderId"),
                        paid.status().name(),
                        OrderStatus.CONFIRMED.name(),
                        paid.status().next().stream().map(Enum::name).toList()));
            case OrderRefusal.AmountMismatch(var total, var amount) ->
                List.of(
                        total.currency().equals(amount.currency())
                                ? new ValidationError(
                                        "The total of the order is %s, not %s".formatted(total, amount),
                                        Code.AMOUNT_MISMATCH,
                                        AMOUNT,
                                        total.toString())
                                : otherCurrency(total));
            case OrderRefusal.NothingToRefund _ ->
                List.of(new GenericError(
                        "Nothing was paid for the order that could be given back",
                        Code.NOTHING_TO_REFUND,
                        List.of("input", "orderId")));
            case OrderRefusal.NotLeftToRefund(var left, var amount) ->
                List.of(
                        left.currency().equals(amount.currency())
                                ? new ValidationError(
                                        "Of what was paid for the order %s are left to give back".formatted(left),
                                        Code.OUT_OF_RANGE,
                                        AMOUNT,
                                        "at most " + left)
                                : otherCurrency(left));
            case OrderRefusal.NotToReturn(var product, var most) ->
                List.of(new ValidationError(
                        "At most %d pieces of this product can have come back".formatted(most),
                        Code.OUT_OF_RANGE,
                        InputPaths.findBeside(arguments, product.value(), "quantity"),
                        "at most " + most));
            case OrderRefusal.NotInOrder(var product) ->
                List.of(new GenericError(
                        "The order has no such product", Code.NOT_FOUND, InputPaths.find(arguments, product.value())));
            case OrderRefusal.VersionConflict conflict ->
                List.of(VersionConflictError.of("order", conflict.expected(), conflict.actual()));
        };
    }

    private static UserError translate(LineProblem problem, Map<String, Object> arguments) {
        var line = InputPaths.find(arguments, problem.product().value());
        return switch (problem) {
            case LineProblem.UnknownProduct _ -> new GenericError("There is no such product", Code.NOT_FOUND, line);
            case LineProblem.NotForSale unavailable ->
                new GenericError(
                        "Product '%s' is not available".formatted(unavailable.name()), Code.PRODUCT_UNAVAILABLE, line);
            case LineProblem.OtherCurrency other ->
                new GenericError(
                        "An order has one currency; this product costs " + other.price(), Code.CURRENCY_MISMATCH, line);
            case LineProblem.ShortOfStock shortage ->
                new InsufficientStockError(
                        "Insufficient stock for '%s'. Available: %d, Requested: %d"
                                .formatted(shortage.name(), shortage.available(), shortage.requested()),
                        Code.INSUFFICIENT_STOCK,
                        InputPaths.findBeside(arguments, shortage.product().value(), "quantity"),
                        shortage.product().value(),
                        shortage.requested(),
                        shortage.available());
        };
    }

    private static UserError otherCurrency(Money inOrder) {
        return new GenericError("The order is in %s".formatted(inOrder.currencyCode()), Code.CURRENCY_MISMATCH, AMOUNT);
    }
}
