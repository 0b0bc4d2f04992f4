package dev.daybook.commandline;

import dev.daybook.replay.RunKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        header = "Rebuilds projections from the events, and swaps them for the live ones.",
        description = {
            "",
            "The live rows stay as they are until the new ones are complete. When it is interrupted or fails, nothing has"
                    + " changed, and it can just be started again.",
            ""
        })
final class RebuildProjections implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ProjectionSelection which = new ProjectionSelection();

    private final OperatorContext context;

    RebuildProjections(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var runs = ProjectionRunCommand.run(RunKind.REBUILD, which.names(context, output), context, output);
        ProjectionRunCommand.print(runs, output);
        return ProjectionRunCommand.exitCode(runs);
    }
}
