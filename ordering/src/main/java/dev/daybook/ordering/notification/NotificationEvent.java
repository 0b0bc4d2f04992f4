package dev.daybook.ordering.notification;

import dev.daybook.ordering.OrderId;
import dev.daybook.users.UserId;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of a notification. */
public sealed interface NotificationEvent extends DomainEvent {
    NotificationId notification();

    /** @param message contains no personal data */
    record NotificationSent(
            NotificationId notification,
            UserId user,
            NotificationKind kind,
            String message,
            @Nullable OrderId order) implements NotificationEvent {}

    record NotificationRead(NotificationId notification) implements NotificationEvent {}
}
