package dev.daybook.catalog.stock;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.catalog.stock.StockCommand.CommitStock;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.catalog.stock.StockCommand.ReleaseStock;
import dev.daybook.catalog.stock.StockCommand.ReserveStock;
import dev.daybook.catalog.stock.StockCommand.ReturnStock;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import dev.daybook.catalog.stock.StockEvent.StockReturned;
import dev.daybook.catalog.stock.StockEvent.StockThresholdChanged;
import dev.daybook.catalog.stock.StockRefusal.InsufficientStock;
import dev.daybook.catalog.stock.StockRefusal.TooManyPieces;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;
import org.jspecify.annotations.Nullable;

/** Keeps the invariant 0 <= reserved <= on hand. */
@Aggregate(cache = "aggregates", snapshotTriggerDefinition = "snapshots")
class Stock {
    @AggregateIdentifier
    private StockId id;

    private int onHand;
    private int lowStockThreshold;
    /** Not final: a snapshot would leave it out. */
    private Map<ReservationId, Integer> reservations = new HashMap<>();
    /** Sum of the reservations, of which a product in demand has thousands; null after a snapshot, which leaves it out. */
    private transient @Nullable Integer reserved;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(OpenStock command) {
        apply(new StockOpened(command.product(), command.onHand(), command.lowStockThreshold()));
    }

    @CommandHandler
    void handle(ChangeStockThreshold command) {
        if (command.lowStockThreshold() != lowStockThreshold) {
            apply(new StockThresholdChanged(product(), command.lowStockThreshold()));
        }
    }

    @CommandHandler
    void handle(AdjustStock command) {
        if (available() + command.delta() < 0) {
            throw new StockRefused(new InsufficientStock(product(), -command.delta(), available()));
        }
        refuseUnlessRoomFor(command.delta());
        apply(new StockAdjusted(product(), command.delta(), command.reason()));
    }

    @CommandHandler
    void handle(ReserveStock command) {
        if (reservations.containsKey(command.reservation())) {
            return;
        }
        if (command.quantity() > available()) {
            throw new StockRefused(new InsufficientStock(product(), command.quantity(), available()));
        }
        apply(new StockReserved(product(), command.reservation(), command.quantity()));
    }

    @CommandHandler
    void handle(ReleaseStock command) {
        var quantity = reservations.get(command.reservation());
        if (quantity != null) {
            apply(new StockReleased(product(), command.reservation(), quantity));
        }
    }

    @CommandHandler
    void handle(CommitStock command) {
        var quantity = reservations.get(command.reservation());
        if (quantity != null) {
            apply(new StockCommitted(product(), command.reservation(), quantity));
        }
    }

    @CommandHandler
    void handle(ReturnStock command) {
        refuseUnlessRoomFor(command.quantity());
        apply(new StockReturned(product(), command.reservation(), command.quantity()));
    }

    private void refuseUnlessRoomFor(int more) {
        if ((long) onHand + more > StockCommand.MAX_PIECES) {
            throw new StockRefused(new TooManyPieces(product(), StockCommand.MAX_PIECES));
        }
    }

    private ProductId product() {
        return id.product();
    }

    private int available() {
        if (reserved == null) {
            reserved =
                    reservations.values().stream().mapToInt(Integer::intValue).sum();
        }
        return onHand - reserved;
    }

    private void changeReserved(int pieces) {
        if (reserved != null) {
            reserved += pieces;
        }
    }

    @EventSourcingHandler
    void on(StockOpened event) {
        id = new StockId(event.product());
        onHand = event.onHand();
        lowStockThreshold = event.lowStockThreshold();
    }

    @EventSourcingHandler
    void on(StockThresholdChanged event) {
        lowStockThreshold = event.lowStockThreshold();
    }

    @EventSourcingHandler
    void on(StockAdjusted event) {
        onHand += event.delta();
    }

    @EventSourcingHandler
    void on(StockReserved event) {
        reservations.put(event.reservation(), event.quantity());
        changeReserved(event.quantity());
    }

    @EventSourcingHandler
    void on(StockReleased event) {
        reservations.remove(event.reservation());
        changeReserved(-event.quantity());
    }

    @EventSourcingHandler
    void on(StockCommitted event) {
        reservations.remove(event.reservation());
        changeReserved(-event.quantity());
        onHand -= event.quantity();
    }

    @EventSourcingHandler
    void on(StockReturned event) {
        onHand += event.quantity();
    }
}
