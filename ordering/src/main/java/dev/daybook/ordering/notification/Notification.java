package dev.daybook.ordering.notification;

import static org.axonframework.modelling.command.AggregateCreationPolicy.ALWAYS;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.daybook.ordering.notification.NotificationCommand.MarkNotificationRead;
import dev.daybook.ordering.notification.NotificationCommand.SendNotification;
import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.spring.stereotype.Aggregate;

/** Decides on a message to a user. Not cached, since most are loaded once after they were sent. */
@Aggregate
class Notification {
    @AggregateIdentifier
    private NotificationId id;

    private boolean read;

    @CommandHandler
    @CreationPolicy(ALWAYS)
    void handle(SendNotification command) {
        apply(new NotificationSent(
                command.notification(), command.user(), command.kind(), command.message(), command.order()));
    }

    @CommandHandler
    void handle(MarkNotificationRead command) {
        if (!read) {
            apply(new NotificationRead(id));
        }
    }

    @EventSourcingHandler
    void on(NotificationSent event) {
        id = event.notification();
    }

    @EventSourcingHandler
    void on(NotificationRead event) {
        read = true;
    }
}
