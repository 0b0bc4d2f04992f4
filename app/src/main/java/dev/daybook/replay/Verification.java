package dev.daybook.replay;

import static java.util.stream.Collectors.joining;

import dev.daybook.database.ViewMapping;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares live tables with shadow tables. A command commits its events and their rows together, so within one snapshot
 * the live rows equal a replay of its events, and no command has to wait.
 */
final class Verification {
    /** Maximum number of mismatches that are reported; all differing rows are counted. */
    private static final int MAX_MISMATCHES = 1_000;

    private static final int FETCH_SIZE = 500;
    private static final TypeReference<Map<String, @Nullable Object>> ROW = new TypeReference<>() {};
    private static final String PERSONAL = "(personal)";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Verification() {}

    /** @param mismatches the first of them, column by column */
    record Finding(long differingRows, List<ProjectionMismatch> mismatches) {
        static final Finding NONE = new Finding(0, List.of());
    }

    /** @param live the live rows of a view, as they stand in a {@code from} */
    static Finding of(Connection connection, Function<ViewMapping<?>, String> live, List<ViewMapping<?>> views)
            throws SQLException {
        long count = 0;
        var mismatches = new ArrayList<ProjectionMismatch>();
        try (var statement = connection.createStatement()) {
            statement.setFetchSize(FETCH_SIZE);
            for (var view : views) {
                statement.execute("analyze pg_temp." + view.tableName());
                try (var row = statement.executeQuery(comparison(view, live.apply(view)))) {
                    while (row.next()) {
                        count++;
                        if (mismatches.size() < MAX_MISMATCHES) {
                            mismatches.addAll(mismatches(view, row));
                        }
                    }
                }
            }
        }
        return new Finding(count, mismatches.subList(0, Math.min(mismatches.size(), MAX_MISMATCHES)));
    }

    private static String comparison(ViewMapping<?> view, String live) {
        return """
                select coalesce(live.id, replayed.id) as key, to_jsonb(live)::text as live, to_jsonb(replayed)::text as replayed
                from %1$s as live full join pg_temp.%2$s as replayed on live.id = replayed.id
                where live.id is null or replayed.id is null or row(%3$s) is distinct from row(%4$s)
                order by 1""".formatted(live, view.tableName(), prefixed("live.", view), prefixed("replayed.", view));
    }

    private static String prefixed(String side, ViewMapping<?> view) {
        return view.columnNames().stream().map(side::concat).collect(joining(", "));
    }

    private static List<ProjectionMismatch> mismatches(ViewMapping<?> view, ResultSet row) throws SQLException {
        var key = row.getString("key");
        var live = read(view, row.getString("live"));
        var replayed = read(view, row.getString("replayed"));
        if (live == null || replayed == null) {
            return List.of(new ProjectionMismatch(view.tableName(), key, null, json(view, live), json(view, replayed)));
        }
        return live.keySet().stream()
                .filter(column -> !Objects.equals(live.get(column), replayed.get(column)))
                .map(column -> {
                    var hidden = view.personalColumns().contains(column);
                    return new ProjectionMismatch(
                            view.tableName(),
                            key,
                            column,
                            hidden ? PERSONAL : text(live.get(column)),
                            hidden ? PERSONAL : text(replayed.get(column)));
                })
                .toList();
    }

    private static @Nullable Map<String, @Nullable Object> read(ViewMapping<?> view, @Nullable String json) {
        if (json == null) {
            return null;
        }
        var row = JSON.readValue(json, ROW);
        row.keySet().retainAll(view.columnNames());
        return row;
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** A whole row as JSON; of a personal column it only says whether there is a value. */
    private static @Nullable String json(ViewMapping<?> view, @Nullable Map<String, @Nullable Object> row) {
        if (row == null) {
            return null;
        }
        view.personalColumns().forEach(column -> row.computeIfPresent(column, (_, _) -> PERSONAL));
        return JSON.writeValueAsString(row);
    }
}
