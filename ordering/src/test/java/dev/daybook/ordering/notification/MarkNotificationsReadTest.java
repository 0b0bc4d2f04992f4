package dev.daybook.ordering.notification;

import static dev.daybook.ordering.InvalidValueAssertions.assertBreaks;
import static dev.daybook.ordering.OrderFixture.ADA;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkNotificationsReadTest {
    private static final NotificationId ONE = new NotificationId(UUID.randomUUID());

    @Test
    void at_most_500_notifications_are_marked_at_once() {
        assertThat(new MarkNotificationsRead(ADA, List.of()).notifications()).isEmpty();
        assertThat(new MarkNotificationsRead(ADA, nCopies(500, ONE)).notifications())
                .hasSize(500);
        assertBreaks(OUT_OF_RANGE, "0..500", () -> new MarkNotificationsRead(ADA, nCopies(501, ONE)));
    }

    @Test
    void the_named_notifications_are_copied() {
        var named = new ArrayList<>(List.of(ONE));
        var command = new MarkNotificationsRead(ADA, named);
        named.clear();
        assertThat(command.notifications()).containsExactly(ONE);
    }
}
