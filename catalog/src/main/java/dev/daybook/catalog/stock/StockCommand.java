package dev.daybook.catalog.stock;

import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;

import dev.daybook.catalog.ProductId;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of the stock of a product. */
public sealed interface StockCommand {
    /** More pieces than this fit on no shelf. */
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

    /** From now on the stock is low at so many pieces and fewer. What it is already is no change. */
    record ChangeStockThreshold(ProductId product, int lowStockThreshold) implements StockCommand {
        public ChangeStockThreshold {
            InvalidValue.unlessBetween(lowStockThreshold, 0, MAX_PIECES);
        }
    }

    /** Goods arrived (positive) or were lost (negative). Never takes pieces that are reserved. */
    record AdjustStock(ProductId product, int delta, String reason) implements StockCommand {
        public AdjustStock {
            delta = StockCommand.delta(delta);
            reason = StockCommand.reason(reason);
        }
    }

    /** A change of so many pieces: not zero. */
    static int delta(int pieces) {
        InvalidValue.unlessBetween(pieces, -MAX_PIECES, MAX_PIECES);
        if (pieces == 0) {
            throw new InvalidValue(OUT_OF_RANGE, "not zero", "must not be zero");
        }
        return pieces;
    }

    /** Why the stock was changed: 1 to 500 characters. */
    static String reason(String text) {
        return Typed.lines(text, 1, 500);
    }

    /** Keeps pieces for a reservation, refused when fewer are available. Repeated for a reservation that stands, it is no change. */
    record ReserveStock(ProductId product, ReservationId reservation, int quantity) implements StockCommand {
        public ReserveStock {
            InvalidValue.unlessBetween(quantity, 1, MAX_PIECES);
        }
    }

    /** Gives the pieces of a reservation back. For one that does not stand it is no change, so nothing comes back twice. */
    record ReleaseStock(ProductId product, ReservationId reservation) implements StockCommand {}

    /** The pieces of a reservation have left the house. For one that does not stand it is no change. */
    record CommitStock(ProductId product, ReservationId reservation) implements StockCommand {}

    /** Pieces that had left the house for a reservation have come back. That no more come back than left is up to whoever sends it. */
    record ReturnStock(ProductId product, ReservationId reservation, int quantity) implements StockCommand {
        public ReturnStock {
            InvalidValue.unlessBetween(quantity, 1, MAX_PIECES);
        }
    }
}
