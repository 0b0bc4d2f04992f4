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
 * Tells all nodes that the log has grown, by PostgreSQL's LISTEN and NOTIFY. Not with each append, in its transaction:
 * transactions that notify commit one after the other. A statement of its own does it, after the commit, for all appends
 * of the last moment. One that is lost with its node is made up for by the next look at the clock.
 *
 * <p>Takes two connections that are not of the pool: both stay open.
 */
@Component
class AppendNotifications implements DisposableBean {
    private static final String CHANNEL = "daybook_log";
    private static final Duration BETWEEN_SIGNALS = Duration.ofMillis(20);
    private static final Duration WITHOUT_A_SIGNAL = Duration.ofSeconds(1);

    private final DedicatedConnections connections;
    private final AtomicBoolean due = new AtomicBoolean();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("append-signals").factory());
    private volatile long lastSent = System.nanoTime();
    private @Nullable Connection notifier;

    AppendNotifications(EventStore events, DedicatedConnections connections) {
        this.connections = connections;
        events.subscribe(_ -> CurrentUnitOfWork.ifStarted(work -> work.root().afterCommit(_ -> signal())));
    }

    private void signal() {
        if (due.compareAndSet(false, true)) {
            var wait = Math.max(0, lastSent + BETWEEN_SIGNALS.toNanos() - System.nanoTime());
            try {
                var _ = sender.schedule(this::send, wait, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException stopped) {
                // What was committed at the very end is found by the next look at the clock.
            }
        }
    }

    private void send() {
        due.set(false);
        lastSent = System.nanoTime();
        try {
            if (notifier == null) {
                notifier = connections.open("daybook signals");
            }
            // Nobody waits for the disk: there is nothing that would have to survive a crash.
            execute(
                    notifier,
                    "select set_config('synchronous_commit', 'off', true), pg_notify('%s', '')".formatted(CHANNEL));
        } catch (SQLException silent) {
            JdbcUtils.closeConnection(notifier);
            notifier = null;
        }
    }

    /** Hears the signals of all nodes. To be closed. */
    Listener listen() throws SQLException {
        var connection = connections.open("daybook signals");
        execute(connection, "listen " + CHANNEL);
        return new Listener(connection);
    }

    record Listener(Connection connection) implements AutoCloseable {
        /** Returns at the next signal, or when there was none for so long that one may have been lost. */
        void await() throws SQLException {
            connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(WITHOUT_A_SIGNAL.toMillis()));
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
