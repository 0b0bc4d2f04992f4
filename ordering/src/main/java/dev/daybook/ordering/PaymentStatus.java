package dev.daybook.ordering;

/** State of the money for an order. */
public enum PaymentStatus {
    UNPAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED
}
