package dev.daybook.graphql.ordering;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.OrderStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of orders. Counts are of all of them, amounts of those in one currency.
 *
 * @param totalRevenue of all that are not cancelled
 * @param netPaid payments minus refunds
 * @param averageOrderValue of those that are not cancelled; null when there is none
 * @param byStatus all five, zeros included
 */
public record OrderStats(
        int totalOrders,
        Money totalRevenue,
        Money netPaid,
        @Nullable Money averageOrderValue,
        List<OrderStatusCount> byStatus) {
    public record OrderStatusCount(OrderStatus status, int count) {}
}
