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
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** How far a run is. Stops those who work on it when it is to end before its time. */
final class RunProgress {
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);

    private final AtomicLong events = new AtomicLong();
    private final Runnable report;
    private final Set<Connection> watched = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean stopped;

    /** @param report is called a few times a second while somebody waits */
    RunProgress(Runnable report) {
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

    /** Has the connection cut off when the run is stopped, whatever it is doing then. */
    Connection watch(Connection connection) {
        watched.add(connection);
        check();
        return connection;
    }

    /** Lets those who work on it end at their next batch. */
    void giveUp() {
        stopped = true;
    }

    /** Ends it at once, from outside. */
    void stop() {
        giveUp();
        for (var connection : watched) {
            try {
                connection.unwrap(PGConnection.class).cancelQuery();
                connection.abort(Runnable::run);
            } catch (SQLException gone) {
                // So there is nothing to cut off.
            }
        }
    }

    /** Something that is done for the run, perhaps beside others. */
    interface Work {
        void run() throws Exception;
    }

    /** Does it; when it fails, the others are given up. */
    void attempt(Work work) {
        try {
            work.run();
        } catch (Exception e) {
            failure.compareAndSet(null, e);
            giveUp();
        }
    }

    /** Waits until all are done that are attempted. */
    void await(Collection<Future<?>> attempts) throws InterruptedException {
        try {
            for (var each : attempts) {
                await(each);
            }
        } finally {
            // Nobody works on it any more, or nobody should.
            giveUp();
        }
        switch (failure.get()) {
            case null -> {}
            case ReplayFailed known -> throw known;
            case Exception e -> throw new ReplayFailed(String.valueOf(e.getMessage()), e);
        }
    }

    private void await(Future<?> attempt) throws InterruptedException {
        while (true) {
            try {
                attempt.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                report.run();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
