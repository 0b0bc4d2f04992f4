package dev.daybook.ordering.notification;

/** Refuses a notification that the user does not have. Expected, so it has no stack trace. */
public final class UnknownNotification extends RuntimeException {
    private final transient NotificationId notification;

    UnknownNotification(NotificationId notification) {
        super(notification.toString(), null, false, false);
        this.notification = notification;
    }

    public NotificationId notification() {
        return notification;
    }
}
