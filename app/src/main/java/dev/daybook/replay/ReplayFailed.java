package dev.daybook.replay;

import org.jspecify.annotations.Nullable;

/** Failure of a run, with a message for the operator. */
final class ReplayFailed extends RuntimeException {
    ReplayFailed(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
