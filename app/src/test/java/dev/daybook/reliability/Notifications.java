package dev.daybook.reliability;

import static dev.daybook.reliability.Invariant.I7;
import static dev.daybook.reliability.Invariant.I8;

import dev.daybook.reliability.StoredEvents.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Compares what customers were told with what has happened. */
final class Notifications {
    private static final Set<String> TOLD = Set.of(
            "OrderPlaced",
            "OrderConfirmed",
            "OrderShipped",
            "OrderDelivered",
            "OrderCancelled",
            "OrderRefunded",
            "GoodsReturned",
            "FundsReceived");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Notifications() {}

    /** Waits until the subscriber has come as far as the events; what is missing then is found by the check. */
    static void await(Connection database) throws SQLException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (untold(database) > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static long untold(Connection database) throws SQLException {
        try (var query = database.prepareStatement("""
                select count(*) filter (where split_part(type, '.', 2) = any (?))
                     - count(*) filter (where type = 'ordering.NotificationSent') from domain_events""")) {
            query.setArray(1, database.createArrayOf("text", TOLD.toArray()));
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    static void check(List<Event> events, Findings findings) {
        var due = new HashMap<String, Event>();
        var lastOfStream = new HashMap<String, Long>();
        for (var event : events) {
            if (TOLD.contains(event.type())) {
                due.put(event.id(), event);
            }
            if (!event.type().equals("NotificationSent")) {
                continue;
            }
            var source = due.remove(event.text("notification"));
            if (source == null) {
                findings.broken(I7, "%s was told twice, or never happened".formatted(event.text("notification")));
                continue;
            }
            var last = lastOfStream.put(source.stream(), source.number());
            if (last != null && last > source.number()) {
                findings.broken(I8, "%s was told before an earlier event".formatted(source));
            }
        }
        due.values().forEach(event -> findings.broken(I7, "%s %s was never told".formatted(event.type(), event.id())));
        findings.checked(I7, I8);
    }
}
