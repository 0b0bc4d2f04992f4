package dev.daybook.ordering.notification;

import static dev.daybook.ordering.Rules.assertBreaks;
import static dev.daybook.ordering.Shop.ADA;
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
    void at_most_500_are_read_at_once() {
        assertThat(new MarkNotificationsRead(ADA, List.of()).notifications()).isEmpty();
        assertThat(new MarkNotificationsRead(ADA, nCopies(500, ONE)).notifications())
                .hasSize(500);
        assertBreaks(OUT_OF_RANGE, "0..500", () -> new MarkNotificationsRead(ADA, nCopies(501, ONE)));
    }

    @Test
    void what_was_named_does_not_change_afterwards() {
        var named = new ArrayList<>(List.of(ONE));
        var command = new MarkNotificationsRead(ADA, named);
        named.clear();
        assertThat(command.notifications()).containsExactly(ONE);
    }
}
