package dev.daybook.ordering.notification;

import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

/** Projects notifications and whether they were read. */
@Component
@ProcessingGroup("notifications")
class NotificationProjection {
    private final JdbcAggregateOperations rows;

    NotificationProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(NotificationEvent event, @Timestamp Instant at) {
        switch (event) {
            case NotificationSent sent -> rows.insert(NotificationView.sent(sent, at));
            case NotificationRead(var notification) ->
                rows.upsert(row(notification).read(at));
        }
    }

    private NotificationView row(NotificationId notification) {
        return Objects.requireNonNull(
                rows.findById(notification.value(), NotificationView.class), () -> "No row of " + notification);
    }
}
