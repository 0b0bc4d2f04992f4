package dev.daybook.ordering;

/** What has become of the money for an order. */
public enum PaymentStatus {
    UNPAID,
    PAID,
    PARTIALLY_REFUNDED,
    REFUNDED
}
