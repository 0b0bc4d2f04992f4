package dev.daybook.catalog.stock;

import dev.daybook.catalog.product.ProductId;
import dev.daybook.catalog.stock.StockEvent.StockAdjusted;
import dev.daybook.catalog.stock.StockEvent.StockCommitted;
import dev.daybook.catalog.stock.StockEvent.StockOpened;
import dev.daybook.catalog.stock.StockEvent.StockReleased;
import dev.daybook.catalog.stock.StockEvent.StockReserved;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("stock")
class StockProjection {
    private final JdbcAggregateOperations rows;

    StockProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(StockEvent event, @Timestamp Instant at) {
        switch (event) {
            case StockOpened opened -> rows.insert(StockView.opened(opened, at));
            case StockAdjusted adjusted -> rows.upsert(row(event.product()).adjusted(adjusted.delta(), at));
            case StockReserved reserved -> rows.upsert(row(event.product()).reserved(reserved.quantity(), at));
            case StockReleased released -> rows.upsert(row(event.product()).released(released.quantity(), at));
            case StockCommitted committed -> rows.upsert(row(event.product()).committed(committed.quantity(), at));
        }
    }

    private StockView row(ProductId product) {
        return Objects.requireNonNull(
                rows.findById(product.value(), StockView.class), () -> "No row of the stock of product " + product);
    }
}
