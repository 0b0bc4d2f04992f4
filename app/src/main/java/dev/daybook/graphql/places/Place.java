package dev.daybook.graphql.places;

import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody holds while they listen. Given back once, however often it is tried. */
public final class Place {
    private final Runnable leave;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Place(Runnable leave) {
        this.leave = leave;
    }

    public void giveBack() {
        if (held.compareAndSet(true, false)) {
            leave.run();
        }
    }
}
