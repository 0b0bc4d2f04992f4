package dev.daybook.reliability;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Looks all the time how far the subscriber has come. */
final class SubscriberWatch implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final Servers servers;
    private final List<String> stepsBack = new ArrayList<>();
    private final Thread thread = Thread.ofVirtual().unstarted(this::watch);
    private long position;

    private SubscriberWatch(Servers servers) {
        this.servers = servers;
    }

    static SubscriberWatch start(Servers servers) {
        var watch = new SubscriberWatch(servers);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        while (!Thread.currentThread().isInterrupted()) {
            var primary = servers.primary();
            try (var connection = primary.connect()) {
                while (!Thread.currentThread().isInterrupted() && primary.equals(servers.primary())) {
                    look(connection);
                    LockSupport.parkNanos(INTERVAL.toNanos());
                }
            } catch (SQLException _) {
                // The database is away.
                LockSupport.parkNanos(INTERVAL.toNanos());
            }
        }
    }

    private void look(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select convert_from(token, 'UTF8')::jsonb ->> 'globalIndex' from subscriber_tokens
                        where subscriber = 'notification-sender' and segment = 0""")) {
            if (rows.next() && rows.getString(1) != null) {
                note(rows.getLong(1));
            }
        }
    }

    private synchronized void note(long seen) {
        if (seen < position) {
            stepsBack.add("The subscriber went back from %d to %d".formatted(position, seen));
        }
        position = seen;
    }

    /** Returns what was seen since it was asked last. */
    synchronized List<String> stepsBack() {
        var seen = List.copyOf(stepsBack);
        stepsBack.clear();
        return seen;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
