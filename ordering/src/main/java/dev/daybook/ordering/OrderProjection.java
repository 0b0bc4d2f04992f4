package dev.daybook.ordering;

import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("orders")
class OrderProjection {
    private final JdbcAggregateOperations rows;

    OrderProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(OrderEvent event, @Timestamp Instant at) {
        switch (event) {
            case OrderPlaced placed -> {
                rows.insert(OrderView.placed(placed, at));
                rows.insertAll(OrderLineView.placed(placed));
            }
            case OrderConfirmed _ -> rows.upsert(row(event.order()).confirmed(at));
            case OrderShipped shipped -> rows.upsert(row(event.order()).shipped(shipped.trackingNumber(), at));
            case OrderDelivered _ -> rows.upsert(row(event.order()).delivered(at));
            case OrderCancelled cancelled -> rows.upsert(row(event.order()).cancelled(cancelled.reason(), at));
        }
    }

    private OrderView row(OrderId order) {
        return Objects.requireNonNull(rows.findById(order.value(), OrderView.class), () -> "No row of order " + order);
    }
}
