package dev.daybook.replay;

import dev.daybook.commands.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Record of one rebuild or verification of one projection.
 *
 * @param eventsTotal number of events to read when it began; a shop that is open adds some
 * @param mismatchCount number of rows that differ
 * @param mismatches the first of them, column by column
 * @param finishedAt null while it runs
 */
public record ProjectionRun(
        UUID id,
        String projection,
        RunKind kind,
        RunState state,
        long eventsProcessed,
        long eventsTotal,
        double eventsPerSecond,
        long mismatchCount,
        List<ProjectionMismatch> mismatches,
        @Nullable String error,
        Actor actor,
        Instant startedAt,
        @Nullable Instant finishedAt) {
    public ProjectionRun {
        mismatches = List.copyOf(mismatches);
    }

    /** 0 to 1; 1 only when it is done. */
    public double progress() {
        if (state == RunState.SUCCEEDED) {
            return 1;
        }
        return eventsTotal == 0 ? 0 : Math.min(0.99, (double) eventsProcessed / eventsTotal);
    }
}
