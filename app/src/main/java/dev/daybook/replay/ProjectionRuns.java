package dev.daybook.replay;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.daybook.commands.Actor;
import dev.daybook.database.ReplicaReads;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Starts rebuilds and verifications of projections while the shop is open; one run per projection at a time, over all nodes. */
@Component
public class ProjectionRuns implements DisposableBean {
    private static final Actor UPDATE = new Actor.System("update");
    private static final Logger log = LoggerFactory.getLogger(ProjectionRuns.class);

    private final ProjectionRegistry registry;
    private final ReplayContext context;
    private final ProjectionRunRepository runs;
    private final JdbcClient jdbc;
    private final ProjectionMeters meters;
    /** One that does nothing while the shop is not traced. */
    private final Tracer tracer;

    private final Semaphore turns = new Semaphore(1, true);
    private final Set<ProjectionRunJob> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ProjectionRuns(
            ProjectionRegistry registry,
            ReplayContext context,
            ProjectionRunRepository runs,
            JdbcClient jdbc,
            ProjectionMeters meters,
            ObjectProvider<Tracer> tracer) {
        this.registry = registry;
        this.context = context;
        this.runs = runs;
        this.jdbc = jdbc;
        this.meters = meters;
        this.tracer = tracer.getIfAvailable(() -> TracerProvider.noop().get(""));
    }

    /** All projections, by name. */
    public List<Projection> projections() {
        ReplicaReads.onPrimaryOnly();
        return registry.all().stream().map(ProjectionDefinition::projection).toList();
    }

    /** The names of all projections, sorted. */
    public List<String> names() {
        return registry.all().stream().map(ProjectionDefinition::name).toList();
    }

    /** Number of rows of each projection, over all its tables; with one statement. */
    public Map<String, Long> rowCounts() {
        record Count(String projection, long rows) {}
        var counts = registry.all().stream()
                .map(projection -> "select '%s', %s"
                        .formatted(
                                projection.name(),
                                projection.tables().stream()
                                        .map("(select count(*) from %s)"::formatted)
                                        .collect(joining(" + "))))
                .collect(joining(" union all "));
        return jdbc.sql(counts).query((row, _) -> new Count(row.getString(1), row.getLong(2))).list().stream()
                .collect(toMap(Count::projection, Count::rows));
    }

    /** The versions of the rows by projection; 0 while they may be of several. */
    public Map<String, Integer> versionsOfRows() {
        return ProjectionVersions.ofRows(jdbc);
    }

    /** The last run of this kind of each projection that has had one, whether it has succeeded, failed or still runs. */
    public Map<String, ProjectionRun> lastRuns(RunKind kind) {
        return runs.last(kind);
    }

    public Map<UUID, ProjectionRun> runs(Collection<UUID> ids) {
        ReplicaReads.onPrimaryOnly();
        return runs.byId(ids);
    }

    public Optional<ProjectionRun> run(UUID id) {
        return Optional.ofNullable(runs(List.of(id)).get(id));
    }

    /**
     * Starts a run in the background.
     *
     * @throws UnknownProjection when there is none of this name
     * @throws RunInProgress when it is busy
     */
    public ProjectionRun start(RunKind kind, String projection, Actor actor) {
        var job = begin(kind, List.of(projection), actor, _ -> {});
        Context.current().wrap(threads).execute(() -> run(job));
        return job.begun().getFirst();
    }

    /**
     * Runs over several projections, reading the log once for all of them, and waits for the end.
     *
     * @param progress receives the state of the runs a few times a second, and at the end
     * @throws UnknownProjection when there is none of one of the names
     * @throws RunInProgress when one of them is busy
     */
    public List<ProjectionRun> run(
            RunKind kind, Collection<String> projections, Actor actor, Consumer<List<ProjectionRun>> progress) {
        return run(begin(kind, projections, actor, progress));
    }

    /**
     * Rebuilds the projections whose rows are of another version, if it is for this node to do so. It takes no turn, since
     * it waits until all nodes are of one version.
     *
     * @throws RunInProgress when one of them is busy
     */
    List<ProjectionRun> update() {
        var outdated = registry.versions().outdated(jdbc);
        if (outdated.isEmpty()) {
            return List.of();
        }
        var job = begin(RunKind.REBUILD, outdated, UPDATE, _ -> {}).untilAlone();
        log.info("Rebuilding {} beside the live rows, for this version", outdated);
        return execute(job);
    }

    /** Lets nodes of this version in, where the rows are of a newer one; returns the projections of which they are. */
    public List<String> downgrade() {
        return registry.versions().downgrade(jdbc);
    }

    private ProjectionRunJob begin(
            RunKind kind, Collection<String> projections, Actor actor, Consumer<List<ProjectionRun>> progress) {
        var chosen = projections.stream().distinct().map(registry::named).toList();
        try {
            var job = ProjectionRunJob.begin(kind, chosen, actor, context, runs, progress);
            running.add(job);
            return job;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot begin", e);
        }
    }

    private List<ProjectionRun> run(ProjectionRunJob job) {
        // One job at a time on a node: each takes several connections, and all cores.
        turns.acquireUninterruptibly();
        try {
            return execute(job);
        } finally {
            turns.release();
        }
    }

    private List<ProjectionRun> execute(ProjectionRunJob job) {
        var span = tracer.spanBuilder(job.toString()).startSpan();
        try (var _ = span.makeCurrent()) {
            var ended = job.run();
            if (ended.stream().anyMatch(run -> run.state() == RunState.FAILED)) {
                span.setStatus(StatusCode.ERROR);
            }
            ended.forEach(meters::ended);
            return ended;
        } finally {
            span.end();
            running.remove(job);
        }
    }

    @Override
    public void destroy() {
        running.forEach(ProjectionRunJob::stop);
        threads.close();
    }
}
