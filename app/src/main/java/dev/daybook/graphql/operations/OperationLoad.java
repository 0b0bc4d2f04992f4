package dev.daybook.graphql.operations;

import java.time.Instant;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Operations that were answered within one period.
 *
 * @param refused those with an error of the client
 * @param failed those with an error of the shop
 */
record OperationLoad(
        Instant since,
        long operations,
        long refused,
        long failed,
        @Nullable Double medianMillis,
        @Nullable Double p99Millis) {
    static OperationLoad of(Instant since, Histogram micros, long refused, long failed) {
        return new OperationLoad(
                since, micros.getTotalCount(), refused, failed, millis(micros, 50), millis(micros, 99));
    }

    private static @Nullable Double millis(Histogram micros, double percentile) {
        return micros.getTotalCount() == 0 ? null : micros.getValueAtPercentile(percentile) / 1_000.0;
    }
}
