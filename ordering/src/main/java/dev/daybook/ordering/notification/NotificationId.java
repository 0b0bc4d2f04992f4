package dev.daybook.ordering.notification;

import java.util.UUID;

/** Identifies a notification by the id of the event that it tells of, so that nobody is told twice. */
public record NotificationId(UUID value) {
    @Override
    public String toString() {
        return "notification:" + value;
    }
}
