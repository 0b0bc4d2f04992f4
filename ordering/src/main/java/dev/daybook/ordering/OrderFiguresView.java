package dev.daybook.ordering;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Sums of the orders of a customer, or of a share of the orders of a day. No projection writes them: a trigger of the
 * database keeps them with the rows of the orders, and {@code recount_order_figures()} computes them from scratch.
 *
 * @param revenueAmount total of the orders that are not cancelled
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
