package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.LogImport;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.users.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--keys",
            paramLabel = "KEYS",
            description = "A file of `daybook keys export`, not older than FILE, to read the events with. Whose key is"
                    + " destroyed there is erased here, too.")
    private @Nullable Path keys;

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
        var exitCode = ProjectionRunCommand.exitCode(runs);
        var erased = exitCode == ExitCode.FINE && keys != null ? EraseAgain.from(keys, context) : List.<UserId>of();
        if (output.isJson()) {
            output.json(Map.of(
                    "events", imported.events(),
                    "keys", imported.keys(),
                    "erasedAgain", erased.size(),
                    "rebuilds", runs.stream().map(ProjectionRunCommand::fields).toList()));
        } else {
            ProjectionRunCommand.print(runs, output);
        }
        if (!erased.isEmpty()) {
            output.note(EraseAgain.sentence(erased.size()));
        }
        if (exitCode != ExitCode.FINE) {
            output.note(
                    "All events are in the log, but not all projections could be rebuilt from them. Mend what is in the way"
                            + " and run `projections rebuild --all`%s, or begin again with another empty database."
                                    .formatted(keys == null ? "" : " and `keys erase " + keys + "`"));
        }
        return exitCode;
    }

    private LogImport.Imported imported() throws IOException {
        return from(file, keys, context, ProgressDisplay.of("import", output));
    }

    /** Imports into the database of the context. */
    static LogImport.Imported from(Path file, @Nullable Path keys, OperatorContext context, ProgressDisplay progress)
            throws IOException {
        try (progress;
                var events = InputFile.open(file);
                var keysApart = keys == null ? null : InputFile.open(keys)) {
            return context.bean(LogImport.class).from(events, keysApart, progress);
        }
    }
}
