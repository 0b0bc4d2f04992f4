package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Payment of an order. An order has one or none, since the whole total is paid once.
 *
 * @param reference recorded by the staff; null when paid from an account
 */
public record Payment(
        UUID id,
        PaymentMethod method,
        Money amount,
        Money refunded,
        @Nullable String reference,
        Instant createdAt) {}
