package dev.daybook.ordering.notification;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;
import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.notification.NotificationCommand.MarkNotificationRead;
import dev.daybook.ordering.notification.NotificationCommand.SendNotification;
import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;

class NotificationTest {
    private static final NotificationId NOTIFICATION = new NotificationId(UUID.randomUUID());
    private static final NotificationSent SENT =
            new NotificationSent(NOTIFICATION, ADA, ORDER_SHIPPED, "Your notebook is on its way", ORDER);

    private final FixtureConfiguration<Notification> notification = new AggregateTestFixture<>(Notification.class);

    @Test
    void a_notification_is_sent() {
        notification
                .givenNoPriorActivity()
                .when(new SendNotification(NOTIFICATION, ADA, ORDER_SHIPPED, "Your notebook is on its way", ORDER))
                .expectSuccessfulHandlerExecution()
                .expectEvents(SENT);
    }

    @Test
    void a_notification_without_an_order_is_sent() {
        notification
                .givenNoPriorActivity()
                .when(new SendNotification(NOTIFICATION, ADA, TRANSFER_RECEIVED, "You received 12.50 EUR", null))
                .expectEvents(
                        new NotificationSent(NOTIFICATION, ADA, TRANSFER_RECEIVED, "You received 12.50 EUR", null));
    }

    @Test
    void a_notification_can_be_marked_as_read() {
        notification
                .given(SENT)
                .when(new MarkNotificationRead(NOTIFICATION))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new NotificationRead(NOTIFICATION));
    }

    @Test
    void a_read_notification_is_not_marked_again() {
        notification
                .given(SENT, new NotificationRead(NOTIFICATION))
                .when(new MarkNotificationRead(NOTIFICATION))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_stream_of_a_notification_has_a_prefix() {
        assertThat(NOTIFICATION).hasToString("notification:" + NOTIFICATION.value());
    }
}
