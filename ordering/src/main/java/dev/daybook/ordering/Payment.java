package dev.daybook.ordering;

import dev.daybook.catalog.Money;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was paid for an order. There is one or none: the whole total is paid once.
 *
 * @param reference what the staff has recorded; null when it was paid from an account
 */
public record Payment(
        UUID id,
        PaymentMethod method,
        Money amount,
        Money refunded,
        @Nullable String reference,
        Instant createdAt) {}
