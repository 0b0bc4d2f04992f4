package dev.daybook.commandline;

import dev.daybook.replay.RunKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        header = "Posts projections anew from the events, and swaps them for the live ones.",
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

    private final OperatorContext office;

    RebuildProjections(OperatorContext office) {
        this.office = office;
    }

    @Override
    public Integer call() {
        var runs = ProjectionRunCommand.run(RunKind.REBUILD, which.names(office, output), office, output);
        ProjectionRunCommand.print(runs, output);
        return ProjectionRunCommand.exitCode(runs);
    }
}
