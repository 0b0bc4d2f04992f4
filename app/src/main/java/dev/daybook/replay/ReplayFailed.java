package dev.daybook.replay;

import org.jspecify.annotations.Nullable;

/** Why a run could not come to its end, as an operator may read it. */
final class ReplayFailed extends RuntimeException {
    ReplayFailed(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
