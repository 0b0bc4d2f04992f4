package dev.daybook.ordering.notification;

/** Subject of a notification. */
public enum NotificationKind {
    ORDER_PLACED,
    ORDER_CONFIRMED,
    ORDER_SHIPPED,
    ORDER_DELIVERED,
    ORDER_CANCELLED,
    ORDER_REFUNDED,
    GOODS_RETURNED,
    TRANSFER_RECEIVED
}
