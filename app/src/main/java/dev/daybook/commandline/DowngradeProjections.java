package dev.daybook.commandline;

import dev.daybook.replay.ProjectionRuns;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "downgrade",
        header = "Lets nodes of this version in again, after an update that is to be taken back.",
        description = {
            "",
            "Give it with the older jar. Then start nodes of the older version and stop those of the newer one: when the last"
                    + " of these has gone, the projections are rebuilt as the older version makes them.",
            ""
        })
final class DowngradeProjections implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    private final OperatorContext context;

    DowngradeProjections(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var names = context.bean(ProjectionRuns.class).downgrade();
        if (output.isJson()) {
            output.json(Map.of("downgraded", names));
        } else {
            output.line(
                    names.isEmpty()
                            ? "No projection is of a newer version: nothing to do."
                            : "Nodes of this version are let in again: " + String.join(", ", names));
        }
        return ExitCode.FINE;
    }
}
