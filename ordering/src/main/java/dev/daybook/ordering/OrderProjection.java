package dev.daybook.ordering;

import dev.daybook.ordering.OrderEvent.GoodsReturned;
import dev.daybook.ordering.OrderEvent.OrderCancelled;
import dev.daybook.ordering.OrderEvent.OrderConfirmed;
import dev.daybook.ordering.OrderEvent.OrderDelivered;
import dev.daybook.ordering.OrderEvent.OrderNoteAdded;
import dev.daybook.ordering.OrderEvent.OrderPaid;
import dev.daybook.ordering.OrderEvent.OrderPlaced;
import dev.daybook.ordering.OrderEvent.OrderRefunded;
import dev.daybook.ordering.OrderEvent.OrderShipped;
import java.time.Instant;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

/** Projects orders and their lines. Their sums are kept by the database: see the table order_figures. */
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
            case OrderConfirmed _ -> update(event, order -> order.confirmed(at));
            case OrderPaid paid -> update(event, order -> order.paid(paid, at));
            case OrderShipped shipped -> update(event, order -> order.shipped(shipped.trackingNumber(), at));
            case OrderDelivered _ -> update(event, order -> order.delivered(at));
            case OrderCancelled cancelled -> update(event, order -> order.cancelled(cancelled.reason(), at));
            case OrderRefunded refunded -> update(event, order -> order.refunded(refunded.amount(), at));
            case GoodsReturned _, OrderNoteAdded _ -> update(event, order -> order.noted(at));
        }
    }

    private void update(OrderEvent event, UnaryOperator<OrderView> change) {
        rows.upsert(change.apply(row(event.order())));
    }

    private OrderView row(OrderId order) {
        return Objects.requireNonNull(rows.findById(order.value(), OrderView.class), () -> "No row of order " + order);
    }
}
