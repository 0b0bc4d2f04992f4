package dev.daybook.commandline;

import dev.daybook.replay.ProjectionRuns;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that select projections: names, or {@code --all}. */
final class ProjectionSelection {
    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "Names of projections, as `daybook projections list` shows them.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "All projections, over which the log is read once.")
    private boolean all;

    List<String> names(OperatorContext context, Output output) {
        if (all == !names.isEmpty()) {
            throw output.wrong(all ? "Either names or --all." : "Which ones? Name them, or all of them by --all.");
        }
        return all ? context.bean(ProjectionRuns.class).names() : List.copyOf(new LinkedHashSet<>(names));
    }
}
