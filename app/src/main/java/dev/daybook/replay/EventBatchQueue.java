package dev.daybook.replay;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;

/** Bounded queue that hands batches of events from the reader of the log to the projecting thread while the run goes on. */
final class EventBatchQueue {
    private static final int CAPACITY = 2;
    private static final List<DomainEventMessage<?>> END = List.of();
    private static final long POLL_MILLIS = 100;

    private final BlockingQueue<List<? extends DomainEventMessage<?>>> batches = new ArrayBlockingQueue<>(CAPACITY);
    private final RunProgress progress;

    EventBatchQueue(RunProgress progress) {
        this.progress = progress;
    }

    /** @throws ReplayFailed when the run is to end */
    void put(List<? extends DomainEventMessage<?>> batch) {
        try {
            do {
                progress.check();
            } while (!batches.offer(batch, POLL_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    void end() {
        put(END);
    }

    /**
     * Takes the next batch; an empty one marks the end.
     *
     * @throws ReplayFailed when the run is to end
     */
    List<? extends DomainEventMessage<?>> take() {
        try {
            while (true) {
                progress.check();
                var batch = batches.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    return batch;
                }
            }
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    private static ReplayFailed stopped(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new ReplayFailed("The run was stopped", e);
    }
}
