package dev.daybook.subscribers;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Threads of subscribers. Axon would shut down threads of its own at a stop, and could not restart with them, as a
 * paused context does.
 */
@Component
class SubscriberThreads implements DisposableBean {
    private final ScheduledExecutorService coordinator = single("subscriber-coordinator");
    private final ScheduledExecutorService worker = single("subscriber-worker");

    ScheduledExecutorService coordinator() {
        return coordinator;
    }

    ScheduledExecutorService worker() {
        return worker;
    }

    private static ScheduledExecutorService single(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    @Override
    public void destroy() {
        coordinator.shutdown();
        worker.shutdown();
    }
}
