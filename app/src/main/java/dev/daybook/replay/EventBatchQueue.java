package dev.daybook.replay;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.DomainEventMessage;

/** Carries batches of events from who reads to who posts, a few at a time, as long as the run goes on. */
final class EventBatchQueue {
    private static final int BATCHES = 2;
    private static final List<DomainEventMessage<?>> END = List.of();
    private static final long MILLIS_BETWEEN_CHECKS = 100;

    private final BlockingQueue<List<? extends DomainEventMessage<?>>> batches = new ArrayBlockingQueue<>(BATCHES);
    private final RunProgress progress;

    EventBatchQueue(RunProgress progress) {
        this.progress = progress;
    }

    /** @throws ReplayFailed when the run is to end */
    void put(List<? extends DomainEventMessage<?>> batch) {
        try {
            do {
                progress.check();
            } while (!batches.offer(batch, MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            throw stopped(e);
        }
    }

    void end() {
        put(END);
    }

    /**
     * The next one, which is empty when there is none any more.
     *
     * @throws ReplayFailed when the run is to end
     */
    List<? extends DomainEventMessage<?>> take() {
        try {
            while (true) {
                progress.check();
                var batch = batches.poll(MILLIS_BETWEEN_CHECKS, TimeUnit.MILLISECONDS);
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
