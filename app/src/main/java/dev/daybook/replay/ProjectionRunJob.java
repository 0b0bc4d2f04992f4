package dev.daybook.replay;

import static java.util.stream.Collectors.joining;

import dev.daybook.commands.Actor;
import dev.daybook.database.ViewMapping;
import dev.daybook.eventstore.log.EventReader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Rebuilds or verifies several projections in one pass through the event log. */
final class ProjectionRunJob {
    private static final String TEMPORARY = "pg_temp";
    private static final Logger log = LoggerFactory.getLogger(ProjectionRunJob.class);

    private final RunKind kind;
    /** Runs that have not ended yet, with their projections. */
    private final Map<UUID, ProjectionDefinition> unfinished;

    private final List<ProjectionRun> begun;
    private final RunLock lock;
    private final ReplayContext context;
    private final ProjectionRunRepository runs;
    private final Consumer<List<ProjectionRun>> listener;
    private final RunProgress progress = new RunProgress(_ -> tryToReport());
    /** One that fails does not end the others. */
    private final RunProgress swaps = new RunProgress(_ -> {});

    private final long start = System.nanoTime();
    private volatile long total;
    private volatile boolean stopped;
    private boolean waits;

    private ProjectionRunJob(
            RunKind kind,
            Map<UUID, ProjectionDefinition> unfinished,
            List<ProjectionRun> begun,
            RunLock lock,
            ReplayContext context,
            ProjectionRunRepository runs,
            Consumer<List<ProjectionRun>> listener) {
        this.kind = kind;
        this.unfinished = unfinished;
        this.begun = begun;
        this.lock = lock;
        this.context = context;
        this.runs = runs;
        this.listener = listener;
    }

    static ProjectionRunJob begin(
            RunKind kind,
            List<ProjectionDefinition> projections,
            Actor actor,
            ReplayContext context,
            ProjectionRunRepository runs,
            Consumer<List<ProjectionRun>> listener)
            throws SQLException {
        var lock = RunLock.of(
                context.connections(),
                projections.stream().map(ProjectionDefinition::name).toList());
        try {
            var byRun = new LinkedHashMap<UUID, ProjectionDefinition>();
            var begun = new ArrayList<ProjectionRun>();
            for (var projection : projections) {
                var run = runs.begin(kind, projection.name(), actor);
                begun.add(run);
                byRun.put(run.id(), projection);
            }
            return new ProjectionRunJob(kind, byRun, begun, lock, context, runs, listener);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    /** The runs as they were recorded at their begin. */
    List<ProjectionRun> begun() {
        return begun;
    }

    /** Has a rebuild wait until it may become live, where nodes of another version are in its way. */
    ProjectionRunJob untilAlone() {
        waits = true;
        return this;
    }

    void stop() {
        stopped = true;
        progress.stop();
        swaps.stop();
    }

    /** Executes the runs to their end, and returns them with their final states. */
    List<ProjectionRun> run() {
        try (lock;
                var connection = progress.watch(context.connections().open("daybook replay"))) {
            switch (kind) {
                case REBUILD -> rebuild(connection);
                case VERIFY -> verify(connection);
            }
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
            failUnfinished(e);
        } catch (SQLException | RuntimeException | Error e) {
            failUnfinished(e);
        }
        return report();
    }

    private void rebuild(Connection connection) throws SQLException, InterruptedException {
        var rebuilds = new LinkedHashMap<UUID, Rebuild>();
        try {
            for (var run : unfinished.entrySet()) {
                rebuilds.put(run.getKey(), Rebuild.begin(context, connection, run.getValue(), waits));
            }
            var position = EventReader.horizon(connection);
            load(connection, openSnapshot(connection), position, ProjectionDefinition::shadowSchema);
            connection.commit();
            finish(rebuilds, position);
        } finally {
            rollback(connection);
            rebuilds.values().forEach(Rebuild::close);
        }
    }

    /** Finishes the rebuilds side by side, and empties the map, since each is closed at its end. */
    private void finish(Map<UUID, Rebuild> rebuilds, long position) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(
                ReplayContext.parallelism(),
                Thread.ofPlatform().name("replay-swap-", 0).factory())) {
            var ended = new ExecutorCompletionService<Ended>(threads);
            rebuilds.forEach((run, rebuild) -> ended.submit(() -> finish(run, rebuild, position)));
            var count = rebuilds.size();
            rebuilds.clear();
            recordAll(ended, count);
        }
    }

    private void recordAll(CompletionService<Ended> rebuilds, int count) throws InterruptedException {
        try {
            for (int i = 0; i < count; i++) {
                record(rebuilds.take().resultNow());
            }
        } catch (InterruptedException | RuntimeException e) {
            swaps.stop();
            throw e;
        }
    }

    /** @param failure null when the rebuild has succeeded */
    private record Ended(UUID run, @Nullable Throwable failure) {}

    private Ended finish(UUID run, Rebuild rebuild, long position) {
        try (rebuild;
                var connection = swaps.watch(context.connections().open("daybook replay"))) {
            rebuild.finish(connection, position);
            return new Ended(run, null);
        } catch (Throwable e) {
            // Errors too, since nobody else would hear of them.
            return new Ended(run, e);
        }
    }

    private void record(Ended rebuild) {
        if (rebuild.failure() != null) {
            fail(Set.of(rebuild.run()), rebuild.failure());
            return;
        }
        succeed(rebuild.run(), Verification.Finding.NONE);
        tryToReport();
    }

    private void verify(Connection connection) throws SQLException, InterruptedException {
        var live = SearchPath.of(connection).live();
        var snapshot = openSnapshot(connection);
        try (var statement = connection.createStatement()) {
            refuseOutdated(connection);
            if (unfinished.isEmpty()) {
                return;
            }
            for (var projection : unfinished.values()) {
                ShadowTables.create(statement, live, TEMPORARY, projection.tables());
            }
            load(connection, snapshot, Long.MAX_VALUE, _ -> TEMPORARY);
            for (var run : List.copyOf(unfinished.entrySet())) {
                ShadowTables.recount(statement, run.getValue().tables());
                succeed(
                        run.getKey(),
                        Verification.of(
                                connection,
                                view -> live + "." + view.tableName(),
                                run.getValue().views()));
                tryToReport();
            }
        }
        connection.rollback();
    }

    /** Fails for rows that other versions of the shop have made: that they differ would say nothing. */
    private void refuseOutdated(Connection connection) {
        var ofRows = ProjectionVersions.ofRows(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        List.copyOf(unfinished.entrySet()).forEach(run -> {
            var projection = run.getValue();
            if (ofRows.getOrDefault(projection.name(), 0) != projection.version()) {
                fail(
                        Set.of(run.getKey()),
                        new ReplayFailed(
                                "Its rows are not all of version %d, which is compared with"
                                        .formatted(projection.version()),
                                null));
            }
        });
    }

    private static String openSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return exportSnapshot(connection);
    }

    static String exportSnapshot(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    private void load(Connection connection, String snapshot, long upTo, Function<ProjectionDefinition, String> schemas)
            throws SQLException, InterruptedException {
        var streamHandlers = unfinished.values().stream()
                .flatMap(projection -> projection.streamHandlers().stream())
                .toList();
        var ignoredTypes = context.ignoredTypes(
                ProjectionRunner.of(streamHandlers, new InMemoryRows(context.mappings()).operations()));
        var excerpt = new EventReader.Excerpt(0, upTo, ignoredTypes);
        total = EventReader.count(connection, excerpt);
        var targets = new HashMap<ViewMapping<?>, String>();
        unfinished
                .values()
                .forEach(
                        projection -> projection.views().forEach(view -> targets.put(view, schemas.apply(projection))));
        new SnapshotLoad(context, streamHandlers, context.tables(connection, targets), excerpt, progress)
                .run(EventReader.split(connection, excerpt, ReplayContext.parallelism()), snapshot);
        tryToReport();
    }

    private static void rollback(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
        } catch (SQLException lost) {
            // Then it holds nothing any more.
        }
    }

    private void succeed(UUID run, Verification.Finding finding) {
        runs.succeed(run, finding);
        unfinished.remove(run);
    }

    private void failUnfinished(Throwable cause) {
        if (unfinished.isEmpty()) {
            log.warn("What followed the {} has failed", this, cause);
        } else {
            fail(List.copyOf(unfinished.keySet()), cause);
        }
    }

    private void fail(Collection<UUID> failed, Throwable cause) {
        if (stopped) {
            log.info("The {} of {} was stopped", verb(), names(failed));
        } else {
            log.error("The {} of {} has failed", verb(), names(failed), cause);
        }
        failed.forEach(run -> runs.fail(run, String.valueOf(cause.getMessage())));
        unfinished.keySet().removeAll(failed);
    }

    private String verb() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** For example {@code rebuild orders, stock}. */
    @Override
    public String toString() {
        return verb() + " " + names(begun.stream().map(ProjectionRun::id).toList());
    }

    private String names(Collection<UUID> chosen) {
        return begun.stream()
                .filter(run -> chosen.contains(run.id()))
                .map(ProjectionRun::projection)
                .collect(joining(", "));
    }

    private List<ProjectionRun> report() {
        var seconds = (System.nanoTime() - start) / 1e9;
        runs.report(unfinished.keySet(), progress.events(), total, progress.events() / seconds);
        var found = runs.byId(begun.stream().map(ProjectionRun::id).toList());
        var now = begun.stream()
                .map(run -> Objects.requireNonNull(found.get(run.id())))
                .toList();
        listener.accept(now);
        return now;
    }

    /** Records the progress; a failure to do so does not end the run. */
    private void tryToReport() {
        try {
            var _ = report();
        } catch (DataAccessException e) {
            log.warn("Cannot record how far it is: {}", e.getMessage());
        }
    }
}
