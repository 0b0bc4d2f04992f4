package dev.daybook.graphql.quota;

import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody holds while they listen. Given back once, however often it is tried. */
public final class Permit {
    private final Runnable leave;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Permit(Runnable leave) {
        this.leave = leave;
    }

    public void release() {
        if (held.compareAndSet(true, false)) {
            leave.run();
        }
    }
}
