package dev.daybook.eventstore.log;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** What feeds read is read on threads of their own, and those have connections of their own. */
public final class FeedReads {
    private static final ScopedValue<Boolean> HERE = ScopedValue.newInstance();

    private FeedReads() {}

    /**
     * A new thread for each burst of work. No executor service: that would interrupt a listener who leaves, and its
     * connection to the database with it.
     */
    public static Scheduler threads(String name) {
        return Schedulers.fromExecutor(work -> Thread.ofVirtual().name(name).start(() -> run(work)));
    }

    static void run(Runnable work) {
        ScopedValue.where(HERE, true).run(work);
    }

    static boolean isHere() {
        return HERE.isBound();
    }
}
