package dev.daybook.replay;

import org.jspecify.annotations.Nullable;

/**
 * Difference between a live row and its replay, in one column or as a whole. Values of personal columns are left out.
 *
 * @param column null when the whole row is on one side only: {@code live} or {@code replayed} is null then, the other
 *     the row as JSON
 */
public record ProjectionMismatch(
        String table,
        String key,
        @Nullable String column,
        @Nullable String live,
        @Nullable String replayed) {}
