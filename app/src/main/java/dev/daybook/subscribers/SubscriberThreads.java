package dev.daybook.subscribers;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private final List<ScheduledExecutorService> open = new CopyOnWriteArrayList<>();

    /** A new thread of this name. */
    ScheduledExecutorService open(String name) {
        var thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        open.add(thread);
        return thread;
    }

    @Override
    public void destroy() {
        open.forEach(ScheduledExecutorService::shutdown);
    }
}
