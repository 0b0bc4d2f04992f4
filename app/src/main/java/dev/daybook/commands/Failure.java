package dev.daybook.commands;

import dev.daybook.database.SqlStates;
import dev.daybook.users.index.UniqueIndex;
import dev.daybook.users.index.UniqueIndex.Origin;
import java.util.Set;
import org.axonframework.common.lock.DeadlockException;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/** Kinds of failure of a command, by what is to be done about them. */
enum Failure {
    /** Another command has changed the same. */
    CONFLICT(true, true),
    /** A value that the command itself found free, or drew by lot, is taken. */
    COLLISION(true, false),
    /** A lock was not granted in time: the command has waited for long enough. */
    LOCK_TIMEOUT(false, true),
    /** The database was not there, or did not do the work in time. */
    UNAVAILABLE(false, false),
    /** The command was refused or is mistaken, which depends on what it has read. */
    DECIDED(false, false);

    private final boolean retried;
    private final boolean busy;

    Failure(boolean retried, boolean busy) {
        this.retried = retried;
        this.busy = busy;
    }

    /** @param retried unique indexes whose violation is a collision, beside those of generated values */
    static Failure of(Throwable thrown, Set<UniqueIndex> retried) {
        return switch (thrown) {
            case AggregateStreamCreationException _ -> DECIDED;
            case ConcurrencyException _, DeadlockException _ -> CONFLICT;
            case LockAcquisitionFailedException _ -> LOCK_TIMEOUT;
            case Throwable _ when SqlStates.isSerializationFailureOrDeadlock(thrown) -> CONFLICT;
            case Throwable _ when isCollision(thrown, retried) -> COLLISION;
            case Throwable _ when SqlStates.isLockTimeoutOrDeadlock(thrown) -> LOCK_TIMEOUT;
            default -> SqlStates.isTransient(thrown) ? UNAVAILABLE : DECIDED;
        };
    }

    private static boolean isCollision(Throwable thrown, Set<UniqueIndex> retried) {
        return UniqueIndexes.violatedBy(thrown)
                .filter(index -> index.origin() == Origin.GENERATED || retried.contains(index))
                .isPresent();
    }

    /** Whether the command is likely to succeed when it is sent again at once. */
    boolean isRetried() {
        return retried;
    }

    /** Whether the command was in the way of others in the end, and nothing was done. */
    boolean isBusy() {
        return busy;
    }
}
