package dev.daybook.eventstore.log;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Runs the reads of feeds on threads of their own, which get connections of the feeds' pool. */
public final class FeedReads {
    private static final ScopedValue<Boolean> FEED_THREAD = ScopedValue.newInstance();

    private FeedReads() {}

    /**
     * A scheduler with a new thread for each burst of work. It is no executor service, which would interrupt a
     * cancelled subscriber and thereby close its database connection.
     */
    public static Scheduler threads(String name) {
        return Schedulers.fromExecutor(work -> Thread.ofVirtual().name(name).start(() -> run(work)));
    }

    static void run(Runnable work) {
        ScopedValue.where(FEED_THREAD, true).run(work);
    }

    static boolean isFeedThread() {
        return FEED_THREAD.isBound();
    }
}
