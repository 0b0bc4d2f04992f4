package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.ordering.account.AccountCommand;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.users.UserId;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order. */
public sealed interface OrderCommand {
    @TargetAggregateIdentifier
    OrderId order();

    /**
     * Reserves all of the pieces and places the order, or does neither and says which lines are in the way.
     *
     * @param quantities how many of each product, at least 1, in the order of the lines
     * @param expectedTotal what the buyer was shown; another total is refused
     */
    record PlaceOrder(
            OrderId order,
            UserId customer,
            SequencedMap<ProductId, Integer> quantities,
            @Nullable String shippingAddress,
            @Nullable Money expectedTotal)
            implements OrderCommand {
        /** More lines than this are more than one order. */
        public static final int MAX_LINES = 100;

        public PlaceOrder {
            InvalidValue.unlessBetween(quantities.size(), 1, MAX_LINES);
            quantities.values().forEach(PlaceOrder::quantity);
            quantities = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(quantities));
            if (shippingAddress != null) {
                shippingAddress = shippingAddress(shippingAddress);
            }
        }

        /** At least 1, and no more than fit on a shelf. */
        public static int quantity(long pieces) {
            InvalidValue.unlessBetween(pieces, 1, StockCommand.MAX_PIECES);
            return Math.toIntExact(pieces);
        }

        /** At most 1000 characters. */
        public static String shippingAddress(String text) {
            return Typed.lines(text, 0, 1000);
        }
    }

    /** PENDING to CONFIRMED without payment. */
    record ConfirmOrder(OrderId order, @Nullable Long expectedVersion) implements OrderCommand {}

    /** CONFIRMED to SHIPPED; its pieces leave the house. */
    record ShipOrder(
            OrderId order,
            @Nullable String trackingNumber,
            @Nullable Long expectedVersion) implements OrderCommand {
        /** At most 100 characters. */
        public static String trackingNumber(String text) {
            return Typed.line(text, 0, 100);
        }
    }

    record DeliverOrder(OrderId order, @Nullable Long expectedVersion) implements OrderCommand {}

    /**
     * Pays the whole total, once. A PENDING order is CONFIRMED with it.
     *
     * @param amount refused unless it is the total
     */
    record PayOrder(OrderId order, PaymentId payment, PaymentSource source, Money amount) implements OrderCommand {}

    /** Where the money for an order comes from. */
    sealed interface PaymentSource {
        /** From an account of the customer. */
        record FromAccount(AccountId account) implements PaymentSource {}

        /** It was paid elsewhere. */
        record PaidElsewhere(String reference) implements PaymentSource {
            public PaidElsewhere {
                reference = reference(reference);
            }

            /** 1 to 200 characters. */
            public static String reference(String text) {
                return Typed.line(text, 1, 200);
            }
        }
    }

    /**
     * Gives money back to where it came from, and takes returned goods back into the stock.
     *
     * @param amount null for all that is left; zero to take goods back without money
     * @param returned how many of each product, at least 1; only of what has been shipped
     */
    record RefundOrder(OrderId order, @Nullable Money amount, String reason, SequencedMap<ProductId, Integer> returned)
            implements OrderCommand {
        public RefundOrder {
            if (amount != null) {
                amount = amount(amount, !returned.isEmpty());
            }
            reason = reason(reason);
            returned.values().forEach(PlaceOrder::quantity);
            returned = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(returned));
        }

        /** More than nothing, unless goods come back: then it may be nothing. */
        public static Money amount(Money money, boolean goodsComeBack) {
            return goodsComeBack && money.isZero() ? money : AccountCommand.amount(money);
        }

        boolean isWithoutMoney() {
            return amount != null && amount.isZero();
        }

        /** 1 to 500 characters. Kept as long as the order, also after the customer was erased. */
        public static String reason(String text) {
            return Typed.lines(text, 1, 500);
        }
    }

    /** Writes something down about an order, which its customer can read too. */
    record AddOrderNote(OrderId order, String text) implements OrderCommand {
        public AddOrderNote {
            text = text(text);
        }

        /** 1 to 2000 characters. */
        public static String text(String text) {
            return Typed.lines(text, 1, 2000);
        }
    }

    /** Cancels an order that is still not paid although its time is over. For any other it is no change. */
    record ExpireOrder(OrderId order) implements OrderCommand {}

    /** From PENDING or CONFIRMED; its pieces are given back, and what was paid. */
    record CancelOrder(
            OrderId order,
            @Nullable String reason,
            @Nullable Long expectedVersion) implements OrderCommand {
        public CancelOrder {
            if (reason != null) {
                reason = reason(reason);
            }
        }

        /** At most 500 characters. Kept as long as the order, also after the customer was erased. */
        public static String reason(String text) {
            return Typed.lines(text, 0, 500);
        }
    }
}
