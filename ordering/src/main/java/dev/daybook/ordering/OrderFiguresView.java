package dev.daybook.ordering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What orders add up to: those of a customer, or a share of those of a day. No projection posts it: the database keeps it
 * with the rows of the orders, and {@code recount_order_figures()} reckons it from them.
 *
 * @param revenueAmount of those that are not cancelled
 */
@Table("order_figures")
record OrderFiguresView(
        @Id UUID id,
        @Nullable UUID customerId,
        @Nullable Instant day,
        @Nullable String shard,
        String currency,
        int pending,
        int confirmed,
        int shipped,
        int delivered,
        int cancelled,
        BigDecimal revenueAmount,
        BigDecimal paidAmount,
        BigDecimal refundedAmount) {}
