package dev.daybook.ordering.notification;

import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of a notification. Its {@code id} is that of the event that it tells of. */
@Table("notifications")
public record NotificationView(
        @Id UUID id,
        UUID userId,
        NotificationKind kind,
        String message,
        @Nullable UUID orderId,
        Instant createdAt,
        @Nullable Instant readAt) {

    static NotificationView sent(NotificationSent event, Instant at) {
        return new NotificationView(
                event.notification().value(),
                event.user().value(),
                event.kind(),
                event.message(),
                event.order() == null ? null : event.order().value(),
                at,
                null);
    }

    NotificationView read(Instant at) {
        return new NotificationView(id, userId, kind, message, orderId, createdAt, at);
    }

    public NotificationId notification() {
        return new NotificationId(id);
    }
}
