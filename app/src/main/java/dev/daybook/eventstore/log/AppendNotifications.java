package dev.daybook.eventstore.log;

import dev.daybook.database.DedicatedConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Polls the horizon of the log for the {@link LogTail} of this node after each commit, on any node. Commits are merged:
 * at most one poll is under way and one is due. Other nodes are notified by PostgreSQL's LISTEN and NOTIFY. It does not
 * notify in the transaction of the append, since transactions that notify commit one after the other, but in a statement
 * after the commit, once for all appends since the last one. A notification that is lost with its node is made up for by
 * polling.
 *
 * <p>It keeps two connections open that are not of the pool.
 */
@Component
class AppendNotifications implements SmartLifecycle {
    private static final Duration MIN_INTERVAL = Duration.ofMillis(20);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY_DELAY = Duration.ofSeconds(1);
    /** Asynchronous commit: nothing of it has to survive a crash. */
    private static final String NOTIFY =
            "select set_config('synchronous_commit', 'off', true), pg_notify('daybook_log', '')";

    private static final String LISTEN = "listen daybook_log";
    /** Asked of a server that has been silent, which may be lost without a word. */
    private static final String ARE_YOU_THERE = "select";

    private static final Logger log = LoggerFactory.getLogger(AppendNotifications.class);

    private final DedicatedConnections connections;
    private final LogTail tail;
    private final AtomicBoolean appended = new AtomicBoolean();
    private volatile boolean due;
    private volatile int ownBackend;
    private volatile @Nullable Run current;

    AppendNotifications(EventStore events, DedicatedConnections connections, LogTail tail) {
        this.connections = connections;
        this.tail = tail;
        events.subscribe(_ -> CurrentUnitOfWork.ifStarted(work -> work.root().afterCommit(_ -> appendedHere())));
    }

    private void appendedHere() {
        appended.set(true);
        makeDue();
    }

    private void makeDue() {
        due = true;
        var run = current;
        if (run != null) {
            LockSupport.unpark(run.poller);
        }
    }

    @FunctionalInterface
    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    /** The threads from a start to the next stop. */
    private final class Run {
        private final Thread poller = Thread.ofVirtual().name("log-tail").unstarted(() -> repeat(this::poll));
        private final Thread listener = Thread.ofVirtual().name("log-listener").unstarted(() -> repeat(this::listen));

        private boolean isCurrent() {
            return current == this;
        }

        private void repeat(Work work) {
            while (isCurrent()) {
                try (var connection = connections.openForShortStatements("daybook signals")) {
                    work.on(connection);
                } catch (SQLException | RuntimeException | Error e) {
                    // After an error too, since all that follows the log depends on this thread.
                    if (isCurrent()) {
                        log.warn("Cannot follow the log, and will try again: {}", e.toString());
                        parkUntil(System.nanoTime() + RETRY_DELAY.toNanos(), () -> false);
                    }
                }
            }
        }

        private void poll(Connection connection) throws SQLException {
            ownBackend = connection.unwrap(PGConnection.class).getBackendPID();
            while (isCurrent()) {
                var begin = System.nanoTime();
                due = false;
                var notify = appended.getAndSet(false);
                tail.advance(Horizon.read(connection));
                if (notify) {
                    execute(connection, NOTIFY);
                }
                parkUntil(begin + MIN_INTERVAL.toNanos(), () -> false);
                parkUntil(begin + POLL_INTERVAL.toNanos(), () -> due);
            }
        }

        private void listen(Connection connection) throws SQLException {
            execute(connection, LISTEN);
            var session = connection.unwrap(PGConnection.class);
            while (isCurrent()) {
                var notifications = session.getNotifications(Math.toIntExact(POLL_INTERVAL.toMillis()));
                if (notifications == null || notifications.length == 0) {
                    execute(connection, ARE_YOU_THERE);
                } else if (Arrays.stream(notifications).anyMatch(this::isOfAnotherNode)) {
                    makeDue();
                }
            }
        }

        private boolean isOfAnotherNode(PGNotification notification) {
            return notification.getPID() != ownBackend;
        }

        private void parkUntil(long time, BooleanSupplier reason) {
            for (var rest = time - System.nanoTime();
                    rest > 0 && isCurrent() && !reason.getAsBoolean();
                    rest = time - System.nanoTime()) {
                LockSupport.parkNanos(this, rest);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    @Override
    public void start() {
        var run = new Run();
        current = run;
        run.poller.start();
        run.listener.start();
    }

    @Override
    public void stop() {
        var run = current;
        current = null;
        if (run != null) {
            LockSupport.unpark(run.poller);
            LockSupport.unpark(run.listener);
        }
    }

    @Override
    public boolean isRunning() {
        return current != null;
    }
}
