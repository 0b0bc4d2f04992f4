package dev.daybook.replay;

import dev.daybook.database.Sample;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Meters of rebuilds and verifications: those that go on and the last ones on any node, and the ends of those of this one. */
@Component
class ProjectionMeters {
    private final MeterProvider<Timer> ends;

    ProjectionMeters(
            ProjectionRegistry projections, ProjectionRunRepository runs, JdbcClient jdbc, MeterRegistry meters) {
        ends = Timer.builder("daybook.projection.runs")
                .description("Rebuilds and verifications that have ended")
                .withRegistry(meters);
        var samples = new EnumMap<RunKind, Sample<Map<String, ProjectionRun>>>(RunKind.class);
        for (var kind : RunKind.values()) {
            samples.put(kind, new Sample<>(() -> runs.last(kind)));
        }
        var versions = new Sample<>(() -> ProjectionVersions.ofRows(jdbc));
        for (var projection : projections.all()) {
            Gauge.builder(
                            "daybook.projection.outdated",
                            () -> versions.figure(
                                    of -> of.getOrDefault(projection.name(), 0) == projection.version() ? 0 : 1))
                    .description("Whether rows are of another version than this node makes, 1 or 0")
                    .tag("projection", projection.name())
                    .register(meters);
            samples.forEach((kind, last) -> Gauge.builder(
                            "daybook.projection.run.progress",
                            () -> last.figure(of -> progress(of.get(projection.name()))))
                    .description("Part of a rebuild or verification that is done, 0 to 1, while it goes on")
                    .tag("projection", projection.name())
                    .tag("kind", tag(kind))
                    .register(meters));
            var verifications = Objects.requireNonNull(samples.get(RunKind.VERIFY));
            Gauge.builder(
                            "daybook.projection.differing.rows",
                            () -> verifications.figure(of -> differences(of.get(projection.name()))))
                    .description("Rows that the last verification has found to differ from their events")
                    .tag("projection", projection.name())
                    .register(meters);
        }
    }

    /** Records the end of a run. */
    void ended(ProjectionRun run) {
        if (run.finishedAt() != null) {
            ends.withTags(
                            "projection",
                            run.projection(),
                            "kind",
                            tag(run.kind()),
                            "outcome",
                            run.state().name().toLowerCase(Locale.ROOT))
                    .record(Duration.between(run.startedAt(), run.finishedAt()));
        }
    }

    private static double progress(@Nullable ProjectionRun run) {
        return run != null && run.state() == RunState.RUNNING ? run.progress() : Double.NaN;
    }

    private static double differences(@Nullable ProjectionRun run) {
        return run != null && run.state() == RunState.SUCCEEDED ? run.mismatchCount() : Double.NaN;
    }

    private static String tag(RunKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
