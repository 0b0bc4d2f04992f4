package dev.daybook.replay;

import org.jspecify.annotations.Nullable;

/**
 * What a live row has in a column, and what a replay of the events says. Values of personal columns are left out.
 *
 * @param column null when the whole row is on one side only: {@code live} or {@code replayed} is null then, the other the
 *     row as JSON
 */
public record ProjectionMismatch(
        String table,
        String key,
        @Nullable String column,
        @Nullable String live,
        @Nullable String replayed) {}
