package dev.daybook.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How far a run is. Stops those who work on it when it is to end before its time. */
final class Progress {
    private static final Duration BETWEEN_REPORTS = Duration.ofMillis(250);

    private final AtomicLong events = new AtomicLong();
    private final Runnable report;
    private volatile boolean stopped;

    /** @param report is called a few times a second while somebody waits */
    Progress(Runnable report) {
        this.report = report;
    }

    /** @throws CannotReplay when the run is to end */
    void add(int posted) {
        if (stopped) {
            throw new CannotReplay("The run was stopped", null);
        }
        events.addAndGet(posted);
    }

    long events() {
        return events.get();
    }

    void stop() {
        stopped = true;
    }

    /** Waits until all are done; when one fails, the others are stopped. */
    void await(Collection<Future<?>> working) throws InterruptedException {
        @Nullable Throwable failure = null;
        for (var each : working) {
            try {
                await(each);
            } catch (ExecutionException e) {
                failure = failure == null ? e.getCause() : failure;
                stop();
            }
        }
        if (failure != null) {
            throw failure instanceof CannotReplay known
                    ? known
                    : new CannotReplay(String.valueOf(failure.getMessage()), failure);
        }
    }

    private void await(Future<?> work) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                work.get(BETWEEN_REPORTS.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                report.run();
            }
        }
    }
}
