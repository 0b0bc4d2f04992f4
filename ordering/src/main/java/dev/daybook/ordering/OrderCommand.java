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

/** Commands to an order. */
public sealed interface OrderCommand {
    @TargetAggregateIdentifier
    OrderId order();

    /**
     * Reserves all pieces and places the order, or does neither and names the lines that prevent it.
     *
     * @param quantities pieces of each product, at least 1, in the order of the lines
     * @param expectedTotal shown to the buyer; another total is refused
     */
    record PlaceOrder(
            OrderId order,
            UserId customer,
            SequencedMap<ProductId, Integer> quantities,
            @Nullable String shippingAddress,
            @Nullable Money expectedTotal)
            implements OrderCommand {
        /** Maximum number of lines. */
        public static final int MAX_LINES = 100;

        public PlaceOrder {
            InvalidValue.unlessBetween(quantities.size(), 1, MAX_LINES);
            quantities.values().forEach(PlaceOrder::quantity);
            quantities = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(quantities));
            if (shippingAddress != null) {
                shippingAddress = shippingAddress(shippingAddress);
            }
        }

        /** At least 1, at most {@link StockCommand#MAX_PIECES}. */
        public static int quantity(long pieces) {
            InvalidValue.unlessBetween(pieces, 1, StockCommand.MAX_PIECES);
            return Math.toIntExact(pieces);
        }

        /** At most 1000 characters. */
        public static String shippingAddress(String text) {
            return Typed.lines(text, 0, 1000);
        }
    }

    /** Moves the order from PENDING to CONFIRMED without payment. */
    record ConfirmOrder(OrderId order, @Nullable Long expectedVersion) implements OrderCommand {}

    /** Moves the order from CONFIRMED to SHIPPED and takes its pieces out of the stock. */
    record ShipOrder(
            OrderId order,
            @Nullable String trackingNumber,
            @Nullable Long expectedVersion) implements OrderCommand {
        /** At most 100 characters. */
        public static String trackingNumber(String text) {
            return Typed.line(text, 0, 100);
        }
    }

    /** Moves the order from SHIPPED to DELIVERED. */
    record DeliverOrder(OrderId order, @Nullable Long expectedVersion) implements OrderCommand {}

    /**
     * Pays the whole total, once. A PENDING order is CONFIRMED with it.
     *
     * @param amount refused unless it is the total
     */
    record PayOrder(OrderId order, PaymentId payment, PaymentSource source, Money amount) implements OrderCommand {}

    /** Source of the money for an order. */
    sealed interface PaymentSource {
        /** An account of the customer. */
        record FromAccount(AccountId account) implements PaymentSource {}

        /** A payment that was made elsewhere and is recorded by the staff. */
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
     * Refunds money to its source and takes returned goods back into the stock.
     *
     * @param amount null for the whole rest; zero to take goods back without money
     * @param returned pieces of each product, at least 1; only of shipped goods
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

        /** Positive, or zero when goods come back. */
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

    /** Adds a note to an order, which its customer can read too. */
    record AddOrderNote(OrderId order, String text) implements OrderCommand {
        public AddOrderNote {
            text = text(text);
        }

        /** 1 to 2000 characters. */
        public static String text(String text) {
            return Typed.lines(text, 1, 2000);
        }
    }

    /** Cancels an order that was not paid in time. Changes no other order. */
    record ExpireOrder(OrderId order) implements OrderCommand {}

    /** Cancels a PENDING or CONFIRMED order, releases its stock and refunds its payment. */
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
