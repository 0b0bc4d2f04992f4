package dev.daybook.benchmark;

import dev.daybook.benchmark.InventedPeople.Customer;
import dev.daybook.commands.Actor;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.notification.NotificationEvent.NotificationRead;
import dev.daybook.ordering.notification.NotificationEvent.NotificationSent;
import dev.daybook.ordering.notification.NotificationId;
import dev.daybook.ordering.notification.NotificationKind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Tells customers what has become of their orders and money. The shop has not always done so: it began late in its life. */
final class InventedNotifications {
    private static final Actor SUBSCRIBER = new Actor.System("subscriber");

    private final EventWriter eventWriter;
    private final RandomGenerator random;
    private final long begin;
    private final Deque<Notice> unread = new ArrayDeque<>();

    /** @param begin after so many events */
    InventedNotifications(EventWriter eventWriter, RandomGenerator random, long begin) {
        this.eventWriter = eventWriter;
        this.random = random;
        this.begin = begin;
    }

    private record Notice(NotificationId id, Customer reader) {}

    void tell(
            Customer customer,
            UUID event,
            UUID correlation,
            NotificationKind kind,
            String message,
            @Nullable OrderId order) {
        if (eventWriter.written() < begin) {
            return;
        }
        var id = new NotificationId(event);
        eventWriter
                .because(SUBSCRIBER, correlation)
                .write(new NotificationSent(id, customer.user(), kind, message, order));
        unread.add(new Notice(id, customer));
        if (random.nextInt(10) < 6) {
            var read = unread.remove();
            eventWriter.command(read.reader().actor()).nested().write(new NotificationRead(read.id()));
        }
    }
}
