package dev.daybook.ordering.notification;

import dev.daybook.ordering.OrderId;
import dev.daybook.users.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a notification. */
public sealed interface NotificationCommand {
    @TargetAggregateIdentifier
    NotificationId notification();

    record SendNotification(
            NotificationId notification,
            UserId user,
            NotificationKind kind,
            String message,
            @Nullable OrderId order) implements NotificationCommand {}

    /** One of a {@link MarkNotificationsRead}. For one that was read before it is no change. */
    record MarkNotificationRead(NotificationId notification) implements NotificationCommand {}
}
