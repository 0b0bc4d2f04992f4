package dev.daybook.replay;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.daybook.database.ViewMapping;
import dev.daybook.eventstore.log.EventReader;
import dev.daybook.replay.UpdatePlan.Comparison;
import dev.daybook.replay.UpdatePlan.PlannedProjection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Forecasts an update: projects the log of a database as this version does, and compares the rows with the live ones. The
 * database may be one of an older version, whose tables have not been migrated, and is not changed: the rows are written
 * to temporary tables of the session, in a transaction that may write nothing else.
 */
@Component
public class UpdatePlanner {
    private final ProjectionRegistry registry;
    private final ReplayContext context;
    private final JdbcClient jdbc;

    UpdatePlanner(ProjectionRegistry registry, ReplayContext context, JdbcClient jdbc) {
        this.registry = registry;
        this.context = context;
        this.jdbc = jdbc;
    }

    /** Progress of the forecast, in events. */
    public interface Progress {
        void at(long done, long total);
    }

    /** @param all whether those of an unchanged version are compared too */
    public UpdatePlan plan(boolean all, Progress progress) {
        var ofRows = versionsOfRows();
        var compared = registry.all().stream()
                .filter(projection -> all || projection.version() != ofRows.getOrDefault(projection.name(), 0))
                .toList();
        var start = System.nanoTime();
        var comparisons = compare(compared, progress);
        var replay = Duration.ofNanos(System.nanoTime() - start);
        return new UpdatePlan(
                registry.all().stream()
                        .map(projection -> new PlannedProjection(
                                projection.name(),
                                projection.version(),
                                ofRows.getOrDefault(projection.name(), 0),
                                comparisons.get(projection.name())))
                        .toList(),
                replay);
    }

    /** Before versions were recorded, all rows were of the first. */
    private Map<String, Integer> versionsOfRows() {
        var recorded = exists("projection_versions") ? ProjectionVersions.ofRows(jdbc) : Map.<String, Integer>of();
        return registry.all().stream()
                .collect(toMap(
                        ProjectionDefinition::name,
                        projection -> recorded.isEmpty()
                                        && projection.tables().stream().allMatch(this::exists)
                                ? 1
                                : recorded.getOrDefault(projection.name(), 0)));
    }

    private boolean exists(String table) {
        return jdbc.sql("select to_regclass(?) is not null")
                .param(table)
                .query(Boolean.class)
                .single();
    }

    private Map<String, Comparison> compare(List<ProjectionDefinition> projections, Progress progress) {
        if (projections.isEmpty()) {
            return Map.of();
        }
        try (var connection = context.connections().open("daybook plan")) {
            return compare(projections, connection, progress);
        } catch (SQLException e) {
            throw new ReplayFailed("Cannot be compared: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayFailed("The comparison was stopped", e);
        }
    }

    private Map<String, Comparison> compare(
            List<ProjectionDefinition> projections, Connection connection, Progress progress)
            throws SQLException, InterruptedException {
        var live = SearchPath.of(connection).live();
        var liveRows = new HashMap<ViewMapping<?>, String>();
        try (var statement = connection.createStatement()) {
            for (var projection : projections) {
                for (var view : projection.views()) {
                    // What the database counts itself it counts as its own version does.
                    if (!ShadowTables.isDerived(statement, view.tableName())) {
                        var rows = rowsOf(view, live, columns(view, live, connection));
                        statement.execute("create temporary table %s as select * from %s as live with no data"
                                .formatted(view.tableName(), rows));
                        liveRows.put(view, rows);
                    }
                }
            }
        }
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        load(projections, liveRows.keySet(), connection, progress);
        var found = new HashMap<String, Comparison>();
        for (var projection : projections) {
            var views =
                    projection.views().stream().filter(liveRows::containsKey).toList();
            var finding = Verification.of(connection, view -> requireNonNull(liveRows.get(view)), views);
            var events = EventReader.count(connection, excerpt(projection.streamHandlers()));
            found.put(projection.name(), new Comparison(events, finding.differingRows(), finding.mismatches()));
        }
        connection.rollback();
        return found;
    }

    private void load(
            List<ProjectionDefinition> projections,
            Collection<ViewMapping<?>> views,
            Connection connection,
            Progress progress)
            throws SQLException, InterruptedException {
        var handlers = projections.stream()
                .flatMap(projection -> projection.streamHandlers().stream())
                .toList();
        var excerpt = excerpt(handlers);
        var total = EventReader.count(connection, excerpt);
        var targets = new HashMap<ViewMapping<?>, String>();
        views.forEach(view -> targets.put(view, "pg_temp"));
        new SnapshotLoad(
                        context,
                        handlers,
                        context.tables(connection, targets),
                        excerpt,
                        new RunProgress(done -> progress.at(done, total)))
                .run(
                        EventReader.split(connection, excerpt, ReplayContext.parallelism()),
                        ProjectionRunJob.exportSnapshot(connection));
        progress.at(total, total);
    }

    private EventReader.Excerpt excerpt(List<Class<?>> handlers) {
        return new EventReader.Excerpt(
                0,
                Long.MAX_VALUE,
                context.ignoredTypes(ProjectionRunner.of(handlers, new InMemoryRows(context.mappings()).operations())));
    }

    private static Set<String> columns(ViewMapping<?> view, String live, Connection connection) throws SQLException {
        var columns = new HashSet<String>();
        try (var select = connection.prepareStatement(
                "select attname from pg_attribute where attrelid = to_regclass(?) and attnum > 0 and not attisdropped")) {
            select.setString(1, live + "." + view.tableName());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }

    /** The live rows with the columns of the view. Those that the table lacks are null, and without a table there are none. */
    private static String rowsOf(ViewMapping<?> view, String live, Set<String> existing) {
        var names = view.columnNames();
        var types = view.arrayTypes();
        var columns = IntStream.range(0, names.size())
                .mapToObj(i -> existing.contains(names.get(i))
                        ? names.get(i)
                        : "null::%s as %s".formatted(types.get(i), names.get(i)))
                .collect(joining(", "));
        return existing.isEmpty()
                ? "(select %s limit 0)".formatted(columns)
                : "(select %s from %s.%s)".formatted(columns, live, view.tableName());
    }
}
