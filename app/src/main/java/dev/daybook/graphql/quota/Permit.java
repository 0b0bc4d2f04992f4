package dev.daybook.graphql.quota;

import java.util.concurrent.atomic.AtomicBoolean;

/** Permit of the quota. Its first release counts, any other does nothing. */
public final class Permit {
    private final Runnable giveBack;
    private final AtomicBoolean held = new AtomicBoolean(true);

    Permit(Runnable giveBack) {
        this.giveBack = giveBack;
    }

    public void release() {
        if (held.compareAndSet(true, false)) {
            giveBack.run();
        }
    }
}
