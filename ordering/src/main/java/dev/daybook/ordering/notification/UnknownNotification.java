package dev.daybook.ordering.notification;

/** There is no such notification of this user. Expected, so it has no stack trace. */
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
