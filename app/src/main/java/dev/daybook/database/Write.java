package dev.daybook.database;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Statement that writes rows.
 *
 * @param values values of its parameters, in their order
 */
public record Write(String sql, List<?> values) {
    /**
     * A statement whose parameters are arrays, one for each column.
     *
     * @param types types of the columns
     */
    @SuppressWarnings("NullAway") // The elements of an array may be null.
    public static Write ofRows(String sql, List<String> types, List<@Nullable Object[]> rows) {
        return new Write(
                sql,
                IntStream.range(0, types.size())
                        .mapToObj(column -> new SqlArrayValue(
                                types.get(column),
                                rows.stream().map(row -> row[column]).toArray()))
                        .toList());
    }
}
