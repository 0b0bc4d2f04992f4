package dev.daybook.ordering.notification;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.OrderFixture.ORDER;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_SHIPPED;
import static dev.daybook.ordering.notification.NotificationKind.TRANSFER_RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.InMemoryRows;
import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class NotificationProjectionTest {
    private static final NotificationId NOTIFICATION = new NotificationId(UUID.randomUUID());
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final NotificationView UNREAD = new NotificationView(
            NOTIFICATION.value(), ADA.value(), ORDER_SHIPPED, "Order shipped", ORDER.value(), MONDAY, null);

    private final InMemoryRows rows = new InMemoryRows();
    private final NotificationProjection projection = new NotificationProjection(rows.operations());

    @Test
    void a_sent_notification_gets_an_unread_row() {
        projection.on(new NotificationSent(NOTIFICATION, ADA, ORDER_SHIPPED, "Order shipped", ORDER), MONDAY);
        assertThat(rows.all()).containsExactly(UNREAD);
        assertThat(rows.writes()).containsExactlyInAnyOrder("insert NotificationView");
    }

    @Test
    void a_notification_without_an_order_gets_a_row() {
        projection.on(
                new NotificationSent(NOTIFICATION, ADA, TRANSFER_RECEIVED, "You received 12.50 EUR", null), MONDAY);
        assertThat(rows.all())
                .containsExactly(new NotificationView(
                        NOTIFICATION.value(),
                        ADA.value(),
                        TRANSFER_RECEIVED,
                        "You received 12.50 EUR",
                        null,
                        MONDAY,
                        null));
    }

    @Test
    void a_read_notification_tells_when() {
        rows.add(UNREAD);
        projection.on(new NotificationRead(NOTIFICATION), TUESDAY);
        assertThat(rows.all())
                .containsExactly(new NotificationView(
                        NOTIFICATION.value(),
                        ADA.value(),
                        ORDER_SHIPPED,
                        "Order shipped",
                        ORDER.value(),
                        MONDAY,
                        TUESDAY));
    }

    @Test
    void a_row_tells_the_id_of_its_notification() {
        assertThat(UNREAD.notification()).isEqualTo(NOTIFICATION);
    }
}
