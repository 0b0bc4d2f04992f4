package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.users.UserId;
import java.util.List;

/** Why this module says no to a command. */
public sealed interface OrderRefusal {
    /** Nobody who may buy. */
    record UnknownCustomer(UserId customer) implements OrderRefusal {}

    /** Every line that is in the way, not only the first. */
    record LinesRefused(List<LineProblem> problems) implements OrderRefusal {
        public LinesRefused {
            problems = List.copyOf(problems);
        }
    }

    /** All lines together would be 10^16 or more, which no account can pay. */
    record TotalTooLarge() implements OrderRefusal {}

    /** The prices are no longer those that the buyer was shown. */
    record PriceChanged(Money expected, Money actual) implements OrderRefusal {}

    /** The order cannot go there from where it is. */
    record IllegalTransition(OrderStatus from, OrderStatus to) implements OrderRefusal {}

    /** It is paid already. */
    record AlreadyPaid(OrderStatus status) implements OrderRefusal {}

    /** Another amount than the total. */
    record AmountMismatch(Money total, Money amount) implements OrderRefusal {}

    /** Not paid, or all of it given back already. */
    record NothingToRefund() implements OrderRefusal {}

    /** More than is left of what was paid, or of another currency. */
    record NotLeftToRefund(Money left, Money amount) implements OrderRefusal {}

    /** More than has left the house and not come back yet. */
    record NotToReturn(ProductId product, int most) implements OrderRefusal {}

    /** The order has no such product. */
    record NotInOrder(ProductId product) implements OrderRefusal {}

    /** Somebody else changed the order since the caller looked. */
    record VersionConflict(long expected, long actual) implements OrderRefusal {}

    /** What is the matter with a line of an order. */
    sealed interface LineProblem {
        ProductId product();

        record UnknownProduct(ProductId product) implements LineProblem {}

        record NotForSale(ProductId product, String name) implements LineProblem {}

        record OtherCurrency(ProductId product, Money price) implements LineProblem {}

        record ShortOfStock(ProductId product, String name, int requested, int available) implements LineProblem {}
    }

    default OrderRefused asException() {
        return new OrderRefused(this);
    }
}
