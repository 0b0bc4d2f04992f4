package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.users.UserId;
import java.util.List;

/** Reasons why an order refuses a command. */
public sealed interface OrderRefusal {
    /** The customer does not exist or may not buy. */
    record UnknownCustomer(UserId customer) implements OrderRefusal {}

    /** Problems of all lines, not only of the first. */
    record LinesRefused(List<LineProblem> problems) implements OrderRefusal {
        public LinesRefused {
            problems = List.copyOf(problems);
        }
    }

    /** The total would be 10^16 or more, which no account can pay. */
    record TotalTooLarge() implements OrderRefusal {}

    /** The total is not the one that the buyer was shown. */
    record PriceChanged(Money expected, Money actual) implements OrderRefusal {}

    /** The status of the order does not allow the other one to follow. */
    record IllegalTransition(OrderStatus from, OrderStatus to) implements OrderRefusal {}

    /** The order is paid already. */
    record AlreadyPaid(OrderStatus status) implements OrderRefusal {}

    /** The amount is not the total. */
    record AmountMismatch(Money total, Money amount) implements OrderRefusal {}

    /** The order is not paid, or all of it is refunded already. */
    record NothingToRefund() implements OrderRefusal {}

    /** The amount is more than the rest of the payment, or of another currency. */
    record NotLeftToRefund(Money left, Money amount) implements OrderRefusal {}

    /** The pieces are more than were shipped and have not come back yet. */
    record NotToReturn(ProductId product, int most) implements OrderRefusal {}

    /** The order has no such product. */
    record NotInOrder(ProductId product) implements OrderRefusal {}

    /** Somebody else changed the order since the caller looked. */
    record VersionConflict(long expected, long actual) implements OrderRefusal {}

    /** Problem of a line of an order. */
    sealed interface LineProblem {
        ProductId product();

        record UnknownProduct(ProductId product) implements LineProblem {}

        record NotForSale(ProductId product, String name) implements LineProblem {}

        record OtherCurrency(ProductId product, Money price) implements LineProblem {}

        record ShortOfStock(ProductId product, String name, int requested, int available) implements LineProblem {}
    }
}
