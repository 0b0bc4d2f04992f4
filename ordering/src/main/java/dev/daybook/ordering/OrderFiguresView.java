package dev.daybook.ordering;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * How many orders there are in each status and what they amount to, in one currency: those of a customer, or a sixteenth
 * of those that were placed on a day, which the last digit of the order's id chooses. Changed by many orders;
 * {@code version} counts the changes, and the table refuses to count one twice.
 *
 * @param day its begin, by UTC; null for a customer
 * @param revenueAmount of all orders that are not cancelled
 */
@Table("order_figures")
public record OrderFiguresView(
        @Id UUID id,
        long version,
        @Nullable UUID customerId,
        @Nullable Instant day,
        String currency,
        int pending,
        int confirmed,
        int shipped,
        int delivered,
        int cancelled,
        BigDecimal revenueAmount,
        BigDecimal paidAmount,
        BigDecimal refundedAmount) {

    /** Those in which an order counts, as they are before the first. Always in this order, lest two wait for each other. */
    static List<OrderFiguresView> of(OrderView order) {
        var id = order.id().toString();
        return List.of(
                none("customer/%s/%s".formatted(order.customerId(), order.currency()), order.customerId(), null, order),
                none(
                        "day/%s/%s/%s"
                                .formatted(
                                        LocalDate.ofInstant(order.placedAt(), UTC),
                                        order.currency(),
                                        id.substring(id.length() - 1)),
                        null,
                        order.placedAt().truncatedTo(ChronoUnit.DAYS),
                        order));
    }

    private static OrderFiguresView none(String name, @Nullable UUID customer, @Nullable Instant day, OrderView order) {
        var nothing = order.total().minus(order.total()).amount();
        return new OrderFiguresView(
                UUID.nameUUIDFromBytes(name.getBytes(UTF_8)),
                0,
                customer,
                day,
                order.currency(),
                0,
                0,
                0,
                0,
                0,
                nothing,
                nothing,
                nothing);
    }

    /** @param before null when it has just been placed */
    OrderFiguresView changed(@Nullable OrderView before, OrderView after) {
        var counted = before == null ? this : counted(before, -1);
        var changed = counted.counted(after, 1);
        return changed.equals(this) ? this : changed.next();
    }

    private OrderFiguresView counted(OrderView order, int times) {
        var factor = BigDecimal.valueOf(times);
        return new OrderFiguresView(
                id,
                version,
                customerId,
                day,
                currency,
                pending + times * one(order, OrderStatus.PENDING),
                confirmed + times * one(order, OrderStatus.CONFIRMED),
                shipped + times * one(order, OrderStatus.SHIPPED),
                delivered + times * one(order, OrderStatus.DELIVERED),
                cancelled + times * one(order, OrderStatus.CANCELLED),
                order.status() == OrderStatus.CANCELLED
                        ? revenueAmount
                        : revenueAmount.add(order.totalAmount().multiply(factor)),
                paidAmount.add(order.paidAmount().multiply(factor)),
                refundedAmount.add(order.refundedAmount().multiply(factor)));
    }

    private OrderFiguresView next() {
        return new OrderFiguresView(
                id,
                version + 1,
                customerId,
                day,
                currency,
                pending,
                confirmed,
                shipped,
                delivered,
                cancelled,
                revenueAmount,
                paidAmount,
                refundedAmount);
    }

    private static int one(OrderView order, OrderStatus status) {
        return order.status() == status ? 1 : 0;
    }
}
