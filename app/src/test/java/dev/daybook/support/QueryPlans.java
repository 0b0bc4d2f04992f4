package dev.daybook.support;

import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;
import net.ttddyy.dsproxy.proxy.ParameterSetOperation;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tells how PostgreSQL carries out the statements that something runs. */
public final class QueryPlans implements QueryExecutionListener {
    private final List<Statement> statements = new CopyOnWriteArrayList<>();
    private volatile boolean watching;

    private record Parameter(int index, @Nullable Object value, boolean array) {}

    private record Statement(String sql, List<Parameter> parameters) {
        void bind(PreparedStatement statement) throws SQLException {
            for (var parameter : parameters) {
                if (parameter.array()) {
                    statement.setObject(parameter.index(), parameter.value(), Types.OTHER);
                } else {
                    statement.setObject(parameter.index(), parameter.value());
                }
            }
        }
    }

    /**
     * The plan of the one statement with this text in it: as it is for these values, and as PostgreSQL keeps it for all
     * values when a statement has come often.
     */
    public List<String> of(String part, Runnable query, JdbcTemplate jdbc) {
        statements.clear();
        watching = true;
        try {
            query.run();
        } finally {
            watching = false;
        }
        var found = statements.stream()
                .filter(statement -> statement.sql().contains(part))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("Not one statement with %s but %s".formatted(part, found));
        }
        return List.of(custom(found.getFirst(), jdbc), generic(found.getFirst(), jdbc));
    }

    private static String custom(Statement statement, JdbcTemplate jdbc) {
        return String.join(
                "\n",
                jdbc.query(
                        "explain (analyze, costs off, timing off, summary off, buffers off) " + statement.sql(),
                        statement::bind,
                        (row, _) -> row.getString(1)));
    }

    private static String generic(Statement statement, JdbcTemplate jdbc) {
        var sql = statement.sql();
        for (int i = 1; i <= statement.parameters().size(); i++) {
            sql = sql.replaceFirst("\\?", "\\$" + i);
        }
        var prepared = "prepare question as " + sql;
        var nothing =
                String.join(", ", Collections.nCopies(statement.parameters().size(), "null"));
        return Objects.requireNonNull(jdbc.execute((ConnectionCallback<String>) connection -> {
            try (var session = connection.createStatement()) {
                session.execute("set plan_cache_mode = force_generic_plan");
                session.execute(prepared);
                var lines = new ArrayList<String>();
                try (var row = session.executeQuery("explain (costs off) execute question(%s)".formatted(nothing))) {
                    while (row.next()) {
                        lines.add(row.getString(1));
                    }
                }
                session.execute("deallocate question");
                session.execute("reset plan_cache_mode");
                return String.join("\n", lines);
            }
        }));
    }

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        if (watching) {
            queries.forEach(query -> statements.add(new Statement(
                    query.getQuery(),
                    query.getParametersList().stream()
                            .limit(1)
                            .flatMap(List::stream)
                            .map(QueryPlans::parameter)
                            .toList())));
        }
    }

    private static Parameter parameter(ParameterSetOperation set) {
        var value = set.getArgs()[1];
        return value instanceof Array array
                ? new Parameter((Integer) set.getArgs()[0], array.toString(), true)
                : new Parameter((Integer) set.getArgs()[0], value, false);
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}
}
