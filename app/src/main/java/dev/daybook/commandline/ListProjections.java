package dev.daybook.commandline;

import dev.daybook.replay.Projection;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        header = "Lists all projections with their versions and rows, and their last rebuild and verification.")
final class ListProjections implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    private final OperatorContext context;

    ListProjections(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var projectionRuns = context.bean(ProjectionRuns.class);
        var rows = projectionRuns.rowCounts();
        var versions = projectionRuns.versionsOfRows();
        var rebuilds = projectionRuns.lastRuns(RunKind.REBUILD);
        var verifications = projectionRuns.lastRuns(RunKind.VERIFY);
        if (output.isJson()) {
            output.json(projectionRuns.projections().stream()
                    .map(projection -> {
                        var fields = new LinkedHashMap<String, @Nullable Object>();
                        fields.put("name", projection.name());
                        fields.put("module", projection.module());
                        fields.put("version", projection.version());
                        fields.put("versionOfRows", versions.getOrDefault(projection.name(), 0));
                        fields.put("tables", projection.tables());
                        fields.put("rows", rows.get(projection.name()));
                        fields.put("lastRebuild", ProjectionRunCommand.fields(rebuilds.get(projection.name())));
                        fields.put(
                                "lastVerification", ProjectionRunCommand.fields(verifications.get(projection.name())));
                        return fields;
                    })
                    .toList());
            return ExitCode.FINE;
        }
        var table = new ArrayList<List<String>>();
        table.add(List.of("PROJECTION", "MODULE", "VERSION", "ROWS", "LAST REBUILD", "LAST VERIFICATION"));
        projectionRuns
                .projections()
                .forEach(projection -> table.add(List.of(
                        projection.name(),
                        projection.module(),
                        version(projection, versions.getOrDefault(projection.name(), 0)),
                        String.valueOf(rows.get(projection.name())),
                        ProjectionRunCommand.summary(rebuilds.get(projection.name())),
                        ProjectionRunCommand.summary(verifications.get(projection.name())))));
        output.table(table);
        return ExitCode.FINE;
    }

    private static String version(Projection projection, int ofRows) {
        if (ofRows == projection.version()) {
            return String.valueOf(ofRows);
        }
        return "%s, to become %d".formatted(ofRows == 0 ? "several" : ofRows, projection.version());
    }
}
