package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.LogImport;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        header = "Fills an empty log from a file that `daybook events export` has written.",
        description = {
            "",
            "Everything is checked before anything stays: the checksum, the order of positions and streams, and that this"
                    + " version can read each event and key. A line that is wrong is named, and nothing is written then."
                    + " A database with events is refused; an empty one gets its tables.",
            "It needs the DAYBOOK_PERSONALDATA_MASTERKEY of the shop that wrote the file.",
            "Afterwards all projections are rebuilt. Nobody is notified of what the events tell.",
            "Log-ins (password hashes) are no events: nobody can log in until passwords are set again, or the table"
                    + " `credentials` is copied from the old database. Then open the shop.",
            ""
        })
final class ImportEvents implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The file to read.")
    private Path file = Path.of("");

    private final OperatorContext context;

    ImportEvents(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        var imported = imported();
        output.note("Imported %d events and %d keys. Rebuilding all projections."
                .formatted(imported.events(), imported.keys()));
        var runs = ProjectionRunCommand.run(
                RunKind.REBUILD, context.bean(ProjectionRuns.class).names(), context, output);
        if (output.isJson()) {
            output.json(Map.of(
                    "events", imported.events(),
                    "keys", imported.keys(),
                    "rebuilds", runs.stream().map(ProjectionRunCommand::fields).toList()));
        } else {
            ProjectionRunCommand.print(runs, output);
        }
        if (ProjectionRunCommand.exitCode(runs) != ExitCode.FINE) {
            output.note(
                    "All events are in the log, but not all projections could be rebuilt from them. Mend what is in the way"
                            + " and run `projections rebuild --all`, or begin again with another empty database.");
        }
        return ProjectionRunCommand.exitCode(runs);
    }

    private LogImport.Imported imported() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailed("There is no file %s that can be read.".formatted(file));
        }
        var log = context.bean(LogImport.class);
        try (var events = Files.newInputStream(file);
                var display = ProgressDisplay.of("import", output)) {
            return log.from(events, display);
        }
    }
}
