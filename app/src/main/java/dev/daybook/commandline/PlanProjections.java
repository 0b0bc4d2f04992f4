package dev.daybook.commandline;

import dev.daybook.database.PendingMigrations;
import dev.daybook.replay.ProjectionMismatch;
import dev.daybook.replay.UpdatePlan;
import dev.daybook.replay.UpdatePlan.Comparison;
import dev.daybook.replay.UpdatePlan.PlannedProjection;
import dev.daybook.replay.UpdatePlanner;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "plan",
        header = "Tells before an update what it would migrate and rebuild, and changes nothing.",
        description = {
            "",
            "Give it with the jar of the new version, against the database of the shop that is still open with the old one."
                    + " It projects the events as the new version does, and names the rows that will be others: the first ten"
                    + " of each projection, without values of personal columns. The time that this takes is about that of the"
                    + " rebuild.",
            "With --all the exit code is 1 when rows differ although the version of their projection is the same.",
            ""
        })
final class PlanProjections implements Callable<Integer> {
    private static final int SHOWN = 10;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--all",
            description = "Compare also projections whose version is the same: they should not differ at all.")
    private boolean all;

    private final OperatorContext context;

    PlanProjections(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        context.openReadOnly();
        var migrations = context.bean(PendingMigrations.class).names();
        UpdatePlan plan;
        try (var display = ProgressDisplay.of("plan", output)) {
            plan = context.bean(UpdatePlanner.class).plan(all, display::at);
        }
        if (output.isJson()) {
            output.json(Map.of(
                    "migrations",
                    migrations,
                    "replaySeconds",
                    seconds(plan),
                    "projections",
                    plan.projections().stream().map(PlanProjections::fields).toList()));
        } else {
            print(migrations, plan);
        }
        return plan.projections().stream().anyMatch(PlanProjections::isUnexpected) ? ExitCode.MISMATCH : ExitCode.FINE;
    }

    private void print(List<String> migrations, UpdatePlan plan) {
        output.line(migrations.isEmpty() ? "No migrations." : "Migrations:");
        migrations.forEach(migration -> output.line("  " + migration));
        for (var projection : plan.projections()) {
            var comparison = projection.comparison();
            output.line("%s: %s%s"
                    .formatted(
                            projection.name(),
                            fate(projection),
                            comparison == null
                                    ? ""
                                    : String.format(
                                            Locale.ROOT,
                                            ", %,d events, %s",
                                            comparison.events(),
                                            ProjectionRunCommand.rowsDiffer(comparison.rows()))));
            if (comparison != null) {
                ProjectionRunCommand.print(first(comparison), comparison.rows(), output);
            }
        }
        if (plan.projections().stream().anyMatch(projection -> projection.comparison() != null)) {
            output.line(String.format(Locale.ROOT, "Compared in %.1f s.", seconds(plan)));
        }
    }

    private static String fate(PlannedProjection projection) {
        if (projection.isRebuilt()) {
            return "rebuilt, from %s to version %d"
                    .formatted(
                            projection.versionOfRows() == 0
                                    ? "none or several"
                                    : "version " + projection.versionOfRows(),
                            projection.version());
        }
        return isUnexpected(projection)
                ? "NOT rebuilt, as its version is still %d, but its rows are not what this version makes"
                        .formatted(projection.version())
                : "as it is, version %d".formatted(projection.version());
    }

    private static boolean isUnexpected(PlannedProjection projection) {
        var comparison = projection.comparison();
        return !projection.isRebuilt() && comparison != null && comparison.rows() > 0;
    }

    private static double seconds(UpdatePlan plan) {
        return plan.replay().toMillis() / 1000.0;
    }

    private static List<ProjectionMismatch> first(Comparison comparison) {
        return comparison
                .mismatches()
                .subList(0, Math.min(SHOWN, comparison.mismatches().size()));
    }

    private static Map<String, @Nullable Object> fields(PlannedProjection projection) {
        var comparison = projection.comparison();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("name", projection.name());
        fields.put("version", projection.version());
        fields.put("versionOfRows", projection.versionOfRows());
        fields.put("rebuild", projection.isRebuilt());
        fields.put("events", comparison == null ? null : comparison.events());
        fields.put("differingRows", comparison == null ? null : comparison.rows());
        fields.put("mismatches", comparison == null ? List.of() : comparison.mismatches());
        return fields;
    }
}
