package dev.daybook.commandline;

import dev.daybook.commands.Actor;
import dev.daybook.replay.ProjectionMismatch;
import dev.daybook.replay.ProjectionRun;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Runs rebuilds and verifications and prints their outcomes. */
final class ProjectionRunCommand {
    private ProjectionRunCommand() {}

    /** @return the runs, which have all ended */
    static List<ProjectionRun> run(RunKind kind, Collection<String> names, OperatorContext context, Output output) {
        var projectionRuns = context.bean(ProjectionRuns.class);
        try (var display = ProgressDisplay.of(kind.name().toLowerCase(Locale.ROOT), output)) {
            return projectionRuns.run(
                    kind,
                    names,
                    new Actor.System("command line"),
                    runs -> display.at(
                            sum(runs, ProjectionRun::eventsProcessed), sum(runs, ProjectionRun::eventsTotal)));
        }
    }

    private static long sum(List<ProjectionRun> runs, ToLongFunction<ProjectionRun> number) {
        return runs.stream().mapToLong(number).sum();
    }

    static void print(List<ProjectionRun> runs, Output output) {
        if (output.isJson()) {
            output.json(runs.stream().map(ProjectionRunCommand::fields).toList());
            return;
        }
        for (var run : runs) {
            output.line("%s: %s".formatted(run.projection(), outcome(run)));
            print(run.mismatches(), run.mismatchCount(), output);
        }
    }

    /** @param rows number of rows that differ, of which these are the first */
    static void print(List<ProjectionMismatch> mismatches, long rows, Output output) {
        mismatches.forEach(mismatch -> output.line("  " + line(mismatch)));
        var rowsShown = mismatches.stream()
                .map(mismatch -> mismatch.table() + ' ' + mismatch.key())
                .distinct()
                .count();
        if (rowsShown < rows) {
            output.line("  and %d more".formatted(rows - rowsShown));
        }
    }

    static int exitCode(List<ProjectionRun> runs) {
        if (runs.stream().anyMatch(run -> run.state() != RunState.SUCCEEDED)) {
            return ExitCode.FAILED;
        }
        return runs.stream().anyMatch(run -> run.mismatchCount() > 0) ? ExitCode.MISMATCH : ExitCode.FINE;
    }

    static String summary(@Nullable ProjectionRun run) {
        return run == null
                ? "never"
                : "%s, %s".formatted(run.startedAt().truncatedTo(ChronoUnit.SECONDS), outcome(run));
    }

    private static String outcome(ProjectionRun run) {
        return switch (run.state()) {
            case RUNNING -> "running, %.0f %%".formatted(run.progress() * 100);
            case FAILED -> "failed: " + run.error();
            case SUCCEEDED ->
                String.format(
                        Locale.ROOT,
                        "%s, %,d events at %,.0f/s",
                        switch (run.kind()) {
                            case REBUILD -> "rebuilt";
                            case VERIFY ->
                                run.mismatchCount() == 0 ? "equals its events" : rowsDiffer(run.mismatchCount());
                        },
                        run.eventsProcessed(),
                        run.eventsPerSecond());
        };
    }

    static String rowsDiffer(long count) {
        return count == 1 ? "1 row differs" : count + " rows differ";
    }

    private static String line(ProjectionMismatch mismatch) {
        var row = "%s %s".formatted(mismatch.table(), mismatch.key());
        if (mismatch.column() != null) {
            return "%s %s: live %s, replayed %s"
                    .formatted(row, mismatch.column(), mismatch.live(), mismatch.replayed());
        }
        return mismatch.live() == null
                ? "%s is missing: replayed %s".formatted(row, mismatch.replayed())
                : "%s should not be there: live %s".formatted(row, mismatch.live());
    }

    static @Nullable Map<String, @Nullable Object> fields(@Nullable ProjectionRun run) {
        if (run == null) {
            return null;
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("id", run.id());
        fields.put("projection", run.projection());
        fields.put("kind", run.kind());
        fields.put("state", run.state());
        fields.put("eventsProcessed", run.eventsProcessed());
        fields.put("eventsTotal", run.eventsTotal());
        fields.put("eventsPerSecond", Math.round(run.eventsPerSecond()));
        fields.put("mismatchCount", run.mismatchCount());
        fields.put("mismatches", run.mismatches());
        fields.put("error", run.error());
        fields.put("actor", run.actor().toString());
        fields.put("startedAt", run.startedAt());
        fields.put("finishedAt", run.finishedAt());
        return fields;
    }
}
