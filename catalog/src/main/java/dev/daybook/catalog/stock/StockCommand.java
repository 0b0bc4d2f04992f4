package dev.daybook.catalog.stock;

import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;

import dev.daybook.catalog.ProductId;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** Commands to the stock of a product. */
public sealed interface StockCommand {
    /** Maximum number of pieces on hand. */
    int MAX_PIECES = 1_000_000_000;

    ProductId product();

    @TargetAggregateIdentifier
    default StockId stock() {
        return new StockId(product());
    }

    record OpenStock(ProductId product, int onHand, int lowStockThreshold) implements StockCommand {
        public OpenStock {
            InvalidValue.unlessBetween(onHand, 0, MAX_PIECES);
            InvalidValue.unlessBetween(lowStockThreshold, 0, MAX_PIECES);
        }
    }

    /** Changes the number of pieces up to which the stock is low. The same number is no change. */
    record ChangeStockThreshold(ProductId product, int lowStockThreshold) implements StockCommand {
        public ChangeStockThreshold {
            InvalidValue.unlessBetween(lowStockThreshold, 0, MAX_PIECES);
        }
    }

    /** Adds pieces that arrived (positive) or takes lost ones away (negative), but no reserved ones. */
    record AdjustStock(ProductId product, int delta, String reason) implements StockCommand {
        public AdjustStock {
            delta = StockCommand.delta(delta);
            reason = StockCommand.reason(reason);
        }
    }

    /** Number of pieces that arrived or were lost: not zero. */
    static int delta(int pieces) {
        InvalidValue.unlessBetween(pieces, -MAX_PIECES, MAX_PIECES);
        if (pieces == 0) {
            throw new InvalidValue(OUT_OF_RANGE, "not zero", "must not be zero");
        }
        return pieces;
    }

    /** Reason of an adjustment: 1 to 500 characters. */
    static String reason(String text) {
        return Typed.lines(text, 1, 500);
    }

    /** Reserves pieces. Refused when fewer are available. No change for a reservation that exists already. */
    record ReserveStock(ProductId product, ReservationId reservation, int quantity) implements StockCommand {
        public ReserveStock {
            InvalidValue.unlessBetween(quantity, 1, MAX_PIECES);
        }
    }

    /** Releases the pieces of a reservation. No change for one that does not exist. */
    record ReleaseStock(ProductId product, ReservationId reservation) implements StockCommand {}

    /** Takes the pieces of a reservation, which were shipped, from the stock. No change for one that does not exist. */
    record CommitStock(ProductId product, ReservationId reservation) implements StockCommand {}

    /** Adds pieces of a committed reservation that came back. The sender knows how many were shipped. */
    record ReturnStock(ProductId product, ReservationId reservation, int quantity) implements StockCommand {
        public ReturnStock {
            InvalidValue.unlessBetween(quantity, 1, MAX_PIECES);
        }
    }
}
