package dev.daybook.ordering.notification;

import dev.daybook.ordering.OrderId;
import dev.daybook.users.UserId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a notification. */
public sealed interface NotificationCommand {
    @TargetAggregateIdentifier
    NotificationId notification();

    record SendNotification(
            NotificationId notification,
            UserId user,
            NotificationKind kind,
            String message,
            @Nullable OrderId order) implements NotificationCommand {}

    /** Part of {@link MarkNotificationsRead}. Changes nothing when it was read before. */
    record MarkNotificationRead(NotificationId notification) implements NotificationCommand {}
}
