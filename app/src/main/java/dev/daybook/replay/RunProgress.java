package dev.daybook.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Counts the events that a run has projected, and stops its threads when it is to end early. */
final class RunProgress {
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);

    private final AtomicLong events = new AtomicLong();
    private final LongConsumer report;
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** @param report receives the number of events a few times a second while {@link #await} waits */
    RunProgress(LongConsumer report) {
        this.report = report;
    }

    /** @throws ReplayFailed when the run is to end */
    void check() {
        if (stopped) {
            throw new ReplayFailed("The run was stopped", null);
        }
    }

    /** @throws ReplayFailed when the run is to end */
    void add(int projected) {
        check();
        events.addAndGet(projected);
    }

    long events() {
        return events.get();
    }

    /**
     * Registers a connection that is aborted when the run is stopped, whatever it is doing then.
     *
     * @throws ReplayFailed when the run is to end; then the connection is closed
     */
    Connection watch(Connection connection) throws SQLException {
        watched.add(connection);
        if (stopped) {
            connection.close();
        }
        check();
        return connection;
    }

    /** Ends the threads of the run at their next batch. */
    void end() {
        stopped = true;
    }

    /** Ends the run at once, and aborts its connections. */
    void stop() {
        end();
        for (var connection : watched) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
                connection.abort(Runnable::run);
            } catch (SQLException closed) {
                // Closed already.
            }
        }
    }

    /** A task of the run, perhaps one of several side by side. */
    interface Work {
        void run() throws Exception;
    }

    /** Runs the task; when it fails, the others end too. */
    void attempt(Work work) {
        try {
            work.run();
        } catch (Throwable e) {
            // Errors too, since the other tasks would wait for this one.
            failure.compareAndSet(null, e);
            end();
        }
    }

    /** Waits for all tasks, and throws the first failure. */
    void await(Collection<Future<?>> attempts) throws InterruptedException {
        try {
            for (var each : attempts) {
                await(each);
            }
        } finally {
            // All tasks have ended, or are to end.
            end();
        }
        switch (failure.get()) {
            case null -> {}
            case ReplayFailed known -> throw known;
            case Throwable e -> throw new ReplayFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private void await(Future<?> attempt) throws InterruptedException {
        while (true) {
            try {
                attempt.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                report.accept(events());
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
