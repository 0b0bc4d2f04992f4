package dev.daybook.graphql.operations;

import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.log.FeedReads;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.Payload;
import dev.daybook.replay.Projection;
import dev.daybook.replay.ProjectionRun;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import dev.daybook.security.Caller;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Projections: their state, and rebuilds of their read models. */
@Controller
class ProjectionController implements DisposableBean {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final ProjectionRuns projectionRuns;
    private final ShutdownSignal shutdown;
    private final Scheduler threads = FeedReads.threads("run-progress");

    ProjectionController(ProjectionRuns projectionRuns, ShutdownSignal shutdown, BatchLoaders loaders) {
        this.projectionRuns = projectionRuns;
        this.shutdown = shutdown;
        loaders.<String, Long>mapped("projectionRowCounts", names -> rowCounts(names, projectionRuns));
        loaders.<String, Integer>mapped("versionsOfRows", _ -> projectionRuns.versionsOfRows());
        loaders.<String, ProjectionRun>mapped("lastRebuilds", _ -> projectionRuns.lastRuns(RunKind.REBUILD));
        loaders.<String, ProjectionRun>mapped("lastVerifications", _ -> projectionRuns.lastRuns(RunKind.VERIFY));
    }

    private static Map<String, Long> rowCounts(Set<String> projections, ProjectionRuns projectionRuns) {
        var counts = projectionRuns.rowCounts();
        return projections.stream().collect(toMap(name -> name, name -> counts.getOrDefault(name, 0L)));
    }

    record ProjectionInput(String name) {}

    public record ProjectionRunPayload(ProjectionRun run) implements Payload {}

    @QueryMapping
    List<Projection> projections() {
        return projectionRuns.projections();
    }

    @SchemaMapping(typeName = "Projection")
    CompletableFuture<Long> rowCount(Projection projection, DataLoader<String, Long> projectionRowCounts) {
        return projectionRowCounts.load(projection.name());
    }

    @SchemaMapping(typeName = "Projection")
    CompletableFuture<@Nullable Integer> versionOfRows(
            Projection projection, DataLoader<String, Integer> versionsOfRows) {
        return versionsOfRows
                .load(projection.name())
                .thenApply(version -> version == null || version == 0 ? null : version);
    }

    @SchemaMapping(typeName = "Projection")
    CompletableFuture<ProjectionRun> lastRebuild(
            Projection projection, DataLoader<String, ProjectionRun> lastRebuilds) {
        return lastRebuilds.load(projection.name());
    }

    @SchemaMapping(typeName = "Projection")
    CompletableFuture<ProjectionRun> lastVerification(
            Projection projection, DataLoader<String, ProjectionRun> lastVerifications) {
        return lastVerifications.load(projection.name());
    }

    @QueryMapping
    @Nullable ProjectionRun projectionRun(@Argument String id) {
        return GlobalId.parse("ProjectionRun", id).flatMap(projectionRuns::run).orElse(null);
    }

    @MutationMapping
    ProjectionRunPayload rebuildProjection(@Argument ProjectionInput input, Caller caller) {
        return new ProjectionRunPayload(projectionRuns.start(RunKind.REBUILD, input.name(), caller.actor()));
    }

    @MutationMapping
    ProjectionRunPayload verifyProjection(@Argument ProjectionInput input, Caller caller) {
        return new ProjectionRunPayload(projectionRuns.start(RunKind.VERIFY, input.name(), caller.actor()));
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    /** Polls the run, which may belong to another node or to the command line. */
    @SubscriptionMapping
    Flux<ProjectionRun> projectionRunProgress(@Argument String runId) {
        var id = GlobalId.parse("ProjectionRun", runId)
                .filter(run -> projectionRuns.run(run).isPresent())
                .orElseThrow(() -> BadRequest.unknown("run", runId));
        return shutdown.untilShutdown(Flux.interval(Duration.ZERO, POLL_INTERVAL)
                .onBackpressureDrop()
                .publishOn(threads, 1)
                .mapNotNull(_ -> projectionRuns.run(id).orElse(null))
                .distinctUntilChanged()
                .takeUntil(run -> run.state() != RunState.RUNNING));
    }
}
