package dev.daybook.ordering.notification;

import static dev.daybook.ordering.Shop.ADA;
import static dev.daybook.ordering.Shop.MONDAY;
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

class ReadingHandlerTest {
    private static final UserId GRACE = UserId.random();
    private static final NotificationView FIRST = row(1, ADA, null);
    private static final NotificationView SECOND = row(2, ADA, null);
    private static final NotificationView READ = row(3, ADA, MONDAY);
    private static final NotificationView GRACES = row(4, GRACE, null);
    private static final NotificationId UNKNOWN = new NotificationId(new UUID(0, 5));

    private final Notifications notifications = mock();
    private final CommandGateway commands = mock();
    private final List<Object> sent = new ArrayList<>();
    private final ReadingHandler handler = new ReadingHandler(notifications);

    @BeforeEach
    void ada_has_two_to_read_and_has_read_one_and_grace_has_one() {
        when(notifications.findByIdIn(anyCollection()))
                .thenAnswer(asked -> Stream.of(GRACES, READ, SECOND, FIRST)
                        .filter(row -> asked.<Collection<UUID>>getArgument(0).contains(row.id()))
                        .toList());
        when(commands.sendAndWait(any())).thenAnswer(call -> sent.add(call.getArgument(0)));
    }

    @Test
    void what_is_named_is_marked_in_the_order_of_ids() {
        assertThat(mark(SECOND.notification(), FIRST.notification())).isEqualTo(2);
        assertThat(sent).containsExactly(marked(FIRST), marked(SECOND));
    }

    @Test
    void what_is_not_named_is_left_alone() {
        assertThat(mark(SECOND.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(SECOND));
    }

    @Test
    void what_was_read_before_is_neither_marked_nor_counted() {
        assertThat(mark(READ.notification(), FIRST.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(FIRST));
    }

    @Test
    void what_is_named_twice_is_marked_and_counted_once() {
        assertThat(mark(FIRST.notification(), FIRST.notification())).isEqualTo(1);
        assertThat(sent).containsExactly(marked(FIRST));
    }

    @Test
    void who_names_none_marks_none() {
        assertThat(mark()).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void ada_does_not_read_what_grace_was_told_and_nothing_else_is_marked() {
        assertRefused(GRACES.notification(), FIRST.notification(), GRACES.notification());
    }

    @Test
    void what_nobody_was_told_cannot_be_read_and_nothing_else_is_marked() {
        assertRefused(UNKNOWN, FIRST.notification(), UNKNOWN);
    }

    @Test
    void the_first_that_is_not_theirs_is_named() {
        assertRefused(UNKNOWN, UNKNOWN, GRACES.notification());
        assertRefused(GRACES.notification(), GRACES.notification(), UNKNOWN);
    }

    @Test
    void who_says_nothing_marks_the_500_oldest_in_the_order_of_ids() {
        when(notifications.findUnread(ADA.value(), 500)).thenReturn(List.of(SECOND, FIRST));
        assertThat(handler.handle(new MarkNotificationsRead(ADA, null), commands))
                .isEqualTo(2);
        assertThat(sent).containsExactly(marked(FIRST), marked(SECOND));
    }

    @Test
    void who_has_read_all_marks_none() {
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
