package dev.daybook.commandline;

import dev.daybook.replay.RunKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "verify",
        header = "Proves that projections equal their events, or names what differs.",
        description = {
            "",
            "Each row that differs is named with its columns: as it is live, and as a replay of the events has it."
                    + " Values of personal columns are left out. `daybook projections rebuild` heals it.",
            "The exit code is 1 when anything differs.",
            ""
        })
final class VerifyProjections implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ProjectionSelection which = new ProjectionSelection();

    private final OperatorContext context;

    VerifyProjections(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var runs = ProjectionRunCommand.run(RunKind.VERIFY, which.names(context, output), context, output);
        ProjectionRunCommand.print(runs, output);
        return ProjectionRunCommand.exitCode(runs);
    }
}
