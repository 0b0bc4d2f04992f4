package dev.daybook.graphql.operations;

import static java.util.stream.Collectors.toMap;

import dev.daybook.eventstore.log.FeedReads;
import dev.daybook.graphql.errors.BadRequest;
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
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/** Projections: their state, and rebuilds of their read models. */
@Controller
class ProjectionController {
    private static final Duration POLL_INTERVAL = Duration.ofMillis(250);

    private final ProjectionRuns projectionRuns;
    private final ShutdownSignal shutdown;
    private final Scheduler threads = FeedReads.threads("run-progress");

    ProjectionController(ProjectionRuns projectionRuns, ShutdownSignal shutdown) {
        this.projectionRuns = projectionRuns;
        this.shutdown = shutdown;
    }

    record ProjectionInput(String name) {}

    public record ProjectionRunPayload(ProjectionRun run) implements Payload {}

    @QueryMapping
    List<Projection> projections() {
        return projectionRuns.projections();
    }

    @BatchMapping(typeName = "Projection")
    Map<Projection, Long> rowCount(List<Projection> projections) {
        var counts = projectionRuns.rowCounts();
        return projections.stream()
                .collect(toMap(projection -> projection, projection -> counts.getOrDefault(projection.name(), 0L)));
    }

    @BatchMapping(typeName = "Projection")
    Map<Projection, ProjectionRun> lastRebuild(List<Projection> projections) {
        return last(RunKind.REBUILD, projections);
    }

    @BatchMapping(typeName = "Projection")
    Map<Projection, ProjectionRun> lastVerification(List<Projection> projections) {
        return last(RunKind.VERIFY, projections);
    }

    private Map<Projection, ProjectionRun> last(RunKind kind, List<Projection> projections) {
        var runs = projectionRuns.lastRuns(kind);
        return projections.stream()
                .filter(projection -> runs.containsKey(projection.name()))
                .collect(toMap(
                        projection -> projection, projection -> Objects.requireNonNull(runs.get(projection.name()))));
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
