package dev.daybook.database;

import org.jspecify.annotations.Nullable;

/** Reads of a thread that may go to a replica: all of them, or none. Without a replica no thread has any. */
public abstract class ReplicaReads {
    private static final ThreadLocal<@Nullable ReplicaReads> CURRENT = new ThreadLocal<>();

    /** Those of this thread. */
    protected static @Nullable ReplicaReads current() {
        return CURRENT.get();
    }

    /** Makes this the reads of the thread. */
    protected void enter() {
        CURRENT.set(this);
    }

    /** Ends the reads of the thread. */
    protected static void leave() {
        CURRENT.remove();
    }

    /**
     * Takes all reads to the primary.
     *
     * @throws RuntimeException when some have gone to the replica, and all have to begin again
     */
    protected abstract void takeToPrimary();

    /**
     * Keeps what this thread reads from the replica: for the log and all that is only right behind its horizon, for
     * transactions, and for what tells operators of the primary.
     */
    public static void onPrimaryOnly() {
        var reads = CURRENT.get();
        if (reads != null) {
            reads.takeToPrimary();
        }
    }
}
