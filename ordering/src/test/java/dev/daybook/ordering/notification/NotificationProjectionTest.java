package dev.daybook.ordering.notification;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;
import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class NotificationProjectionTest {
    private static final NotificationId NOTIFICATION = new NotificationId(UUID.randomUUID());
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final NotificationView UNREAD = new NotificationView(
            NOTIFICATION.value(), ADA.value(), ORDER_SHIPPED, "Order shipped", ORDER.value(), MONDAY, null);

    private final JdbcAggregateOperations rows = mock();
    private final NotificationProjection projection = new NotificationProjection(rows);

    @Test
    void a_sent_notification_gets_an_unread_row() {
        projection.on(new NotificationSent(NOTIFICATION, ADA, ORDER_SHIPPED, "Order shipped", ORDER), MONDAY);
        verify(rows).insert(UNREAD);
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_notification_without_an_order_gets_a_row() {
        projection.on(
                new NotificationSent(NOTIFICATION, ADA, TRANSFER_RECEIVED, "You received 12.50 EUR", null), MONDAY);
        verify(rows)
                .insert(new NotificationView(
                        NOTIFICATION.value(),
                        ADA.value(),
                        TRANSFER_RECEIVED,
                        "You received 12.50 EUR",
                        null,
                        MONDAY,
                        null));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_read_notification_tells_when() {
        when(rows.findById(NOTIFICATION.value(), NotificationView.class)).thenReturn(UNREAD);
        projection.on(new NotificationRead(NOTIFICATION), TUESDAY);
        verify(rows).findById(NOTIFICATION.value(), NotificationView.class);
        verify(rows)
                .upsert(new NotificationView(
                        NOTIFICATION.value(),
                        ADA.value(),
                        ORDER_SHIPPED,
                        "Order shipped",
                        ORDER.value(),
                        MONDAY,
                        TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_row_tells_the_id_of_its_notification() {
        assertThat(UNREAD.notification()).isEqualTo(NOTIFICATION);
    }
}
