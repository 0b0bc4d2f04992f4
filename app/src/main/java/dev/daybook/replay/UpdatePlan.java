package dev.daybook.replay;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Forecast of what a start of this version does to the projections of a database.
 *
 * @param replay the time that it took to read and project the events of those that were compared
 */
public record UpdatePlan(List<PlannedProjection> projections, Duration replay) {
    public UpdatePlan {
        projections = List.copyOf(projections);
    }

    /**
     * Forecast of one projection.
     *
     * @param version of the rows that this version of the shop makes
     * @param versionOfRows 0 for those of several versions, or none
     * @param comparison null when it was not compared
     */
    public record PlannedProjection(
            String name,
            int version,
            int versionOfRows,
            @Nullable Comparison comparison) {
        public boolean isRebuilt() {
            return version != versionOfRows;
        }
    }

    /**
     * Difference between the live rows and those that this version makes of the events.
     *
     * @param rows number of rows that differ
     * @param mismatches the first of them, column by column; a column that the database lacks is null in a live row
     */
    public record Comparison(long events, long rows, List<ProjectionMismatch> mismatches) {
        public Comparison {
            mismatches = List.copyOf(mismatches);
        }
    }
}
