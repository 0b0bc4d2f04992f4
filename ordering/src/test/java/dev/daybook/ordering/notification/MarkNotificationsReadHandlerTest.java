package dev.daybook.ordering.notification;

import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.ordering.OrderFixture.MONDAY;
import static dev.daybook.ordering.notification.NotificationKind.ORDER_PLACED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.notification.NotificationCommand.MarkNotificationRead;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarkNotificationsReadHandlerTest {
    private static final UserId GRACE = UserId.random();
    private static final NotificationView FIRST = row(1, ADA, null);
    private static final NotificationView SECOND = row(2, ADA, null);
    private static final NotificationView READ = row(3, ADA, MONDAY);
    private static final NotificationView GRACES = row(4, GRACE, null);
    private static final NotificationId UNKNOWN = new NotificationId(new UUID(0, 5));

    private final Notifications notifications = mock();
    private final CommandGateway commands = mock();
    private final List<Object> sent = new ArrayList<>();
    private final MarkNotificationsReadHandler handler = new MarkNotificationsReadHandler(notifications);

    @BeforeEach
    void ada_has_two_to_read_and_has_read_one_and_grace_has_one() {
        when(notifications.findByIdIn(anyCollection()))
                .thenAnswer(asked -> Stream.of(GRACES, READ, SECOND, FIRST)
                        .filter(row -> asked.<Collection<UUID>>getArgument(0).contains(row.id()))
                        .toList());
        when(commands.sendAndWait(any())).thenAnswer(call -> sent.add(call.getArgument(0)));
    }

    @Test
    void named_notifications_are_marked_in_the_order_of_ids() {
        assertThat(mark(SECOND.notification(), FIRST.notification())).isEqualTo(2);
        assertThat(sent).containsExactly(marked(FIRST), marked(SECOND));
    }

    @Test
    void only_named_notifications_are_marked() {
        assertThat(mark(SECOND.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(SECOND));
    }

    @Test
    void a_read_notification_is_neither_marked_nor_counted() {
        assertThat(mark(READ.notification(), FIRST.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(FIRST));
    }

    @Test
    void a_notification_named_twice_is_marked_and_counted_once() {
        assertThat(mark(FIRST.notification(), FIRST.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(FIRST));
    }

    @Test
    void an_empty_list_marks_no_notification() {
        assertThat(mark()).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void a_notification_of_another_user_refuses_the_whole_command() {
        assertRefused(GRACES.notification(), FIRST.notification(), GRACES.notification());
    }

    @Test
    void an_unknown_notification_refuses_the_whole_command() {
        assertRefused(UNKNOWN, FIRST.notification(), UNKNOWN);
    }

    @Test
    void the_refusal_names_the_first_notification_that_is_not_the_readers() {
        assertRefused(UNKNOWN, UNKNOWN, GRACES.notification());
        assertRefused(GRACES.notification(), GRACES.notification(), UNKNOWN);
    }

    @Test
    void without_a_list_the_500_oldest_are_marked_in_the_order_of_ids() {
        when(notifications.findUnread(ADA.value(), 500)).thenReturn(List.of(SECOND, FIRST));
        assertThat(handler.handle(new MarkNotificationsRead(ADA, null), commands))
                .isEqualTo(2);
        assertThat(sent).containsExactly(marked(FIRST), marked(SECOND));
    }

    @Test
    void without_a_list_and_unread_notifications_none_is_marked() {
        assertThat(handler.handle(new MarkNotificationsRead(ADA, null), commands))
                .isZero();
        assertThat(sent).isEmpty();
    }

    private int mark(NotificationId... ids) {
        return handler.handle(new MarkNotificationsRead(ADA, Arrays.asList(ids)), commands);
    }

    private void assertRefused(NotificationId refused, NotificationId... ids) {
        assertThatExceptionOfType(UnknownNotification.class)
                .isThrownBy(() -> mark(ids))
                .returns(refused, UnknownNotification::notification);
        assertThat(sent).isEmpty();
    }

    private static MarkNotificationRead marked(NotificationView row) {
        return new MarkNotificationRead(row.notification());
    }

    private static NotificationView row(long id, UserId user, @Nullable Instant readAt) {
        return new NotificationView(new UUID(0, id), user.value(), ORDER_PLACED, "Order placed", null, MONDAY, readAt);
    }
}
