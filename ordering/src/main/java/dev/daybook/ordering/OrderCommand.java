package dev.daybook.ordering;

import dev.daybook.catalog.InvalidValue;
import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockCommand;
import dev.daybook.users.UserId;
import java.util.Collections;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an order. */
public sealed interface OrderCommand {
    @TargetAggregateIdentifier
    OrderId order();

    /**
     * Reserves all of the pieces and places the order, or does neither and says which lines are in the way.
     *
     * @param quantities how many of each product, at least 1
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
            // In the order of product ids, for everybody: whoever reserves many must not meet another the other way
            // round.
            quantities = Collections.unmodifiableSequencedMap(new TreeMap<>(quantities));
            if (shippingAddress != null) {
                shippingAddress = shippingAddress(shippingAddress);
            }
        }

        /** At least 1, and no more than fit on a shelf. */
        public static int quantity(int pieces) {
            InvalidValue.unlessBetween(pieces, 1, StockCommand.MAX_PIECES);
            return pieces;
        }

        /** At most 1000 characters. */
        public static String shippingAddress(String text) {
            InvalidValue.unlessAtMost(text, 1000);
            return text;
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
            InvalidValue.unlessAtMost(text, 100);
            return text;
        }
    }

    record DeliverOrder(OrderId order, @Nullable Long expectedVersion) implements OrderCommand {}

    /** From PENDING or CONFIRMED; its pieces are given back. */
    record CancelOrder(
            OrderId order,
            @Nullable String reason,
            @Nullable Long expectedVersion) implements OrderCommand {
        /** At most 500 characters. */
        public static String reason(String text) {
            InvalidValue.unlessAtMost(text, 500);
            return text;
        }
    }
}
