package dev.daybook.ordering;

import java.util.UUID;

/** Identifies the payment of an order. */
public record PaymentId(UUID value) {
    public static PaymentId random() {
        return new PaymentId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
