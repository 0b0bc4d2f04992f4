package dev.daybook.eventstore.log;

import dev.daybook.database.DedicatedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.stereotype.Component;

/**
 * Notifies all nodes of appended events by PostgreSQL's LISTEN and NOTIFY. It does not notify in the transaction of the
 * append, since transactions that notify commit one after the other, but in a statement after the commit, once for all
 * appends since the last one. A notification that is lost with its node is made up for by polling.
 *
 * <p>It keeps two connections open that are not of the pool.
 */
@Component
class AppendNotifications implements DisposableBean {
    private static final String CHANNEL = "daybook_log";
    private static final Duration MIN_INTERVAL = Duration.ofMillis(20);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);

    private final DedicatedConnections connections;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("append-notifications").factory());
    private volatile long lastSent = System.nanoTime();
    private @Nullable Connection notifier;

    AppendNotifications(EventStore events, DedicatedConnections connections) {
        this.connections = connections;
        events.subscribe(
                _ -> CurrentUnitOfWork.ifStarted(work -> work.root().afterCommit(_ -> scheduleNotification())));
    }

    private void scheduleNotification() {
        if (scheduled.compareAndSet(false, true)) {
            var wait = Math.max(0, lastSent + MIN_INTERVAL.toNanos() - System.nanoTime());
            try {
                var _ = sender.schedule(this::sendNotification, wait, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                // Polling finds what was committed during the shutdown.
            }
        }
    }

    private void sendNotification() {
        scheduled.set(false);
        lastSent = System.nanoTime();
        try {
            if (notifier == null) {
                notifier = connections.open("daybook signals");
            }
            // Asynchronous commit: nothing of it has to survive a crash.
            execute(
                    notifier,
                    "select set_config('synchronous_commit', 'off', true), pg_notify('%s', '')".formatted(CHANNEL));
        } catch (SQLException lostConnection) {
            JdbcUtils.closeConnection(notifier);
            notifier = null;
        }
    }

    /** Starts to listen to the notifications of all nodes. The caller closes the listener. */
    Listener listen() throws SQLException {
        var connection = connections.open("daybook signals");
        execute(connection, "listen " + CHANNEL);
        return new Listener(connection);
    }

    record Listener(Connection connection) implements AutoCloseable {
        /** Returns at the next notification, or after the poll interval, since one may have been lost. */
        void await() throws SQLException {
            connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(POLL_INTERVAL.toMillis()));
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void destroy() {
        sender.shutdownNow();
        JdbcUtils.closeConnection(notifier);
    }
}
