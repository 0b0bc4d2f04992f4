package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.LogPart;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        header = "Writes all events to a file, as they are at this moment.",
        description = {
            "",
            "The file has a JSON object on each line: a header, the keys of personal data, the events as they are stored,"
                    + " and a checksum. It can be read by `daybook events import`. It appears when it is complete; a file that"
                    + " is there already is only replaced, then, by --force.",
            "What is personal in the events stays encrypted, and so do the keys: without DAYBOOK_PERSONALDATA_MASTERKEY"
                    + " nobody can read it. Somebody who is erased later can be read in the file as long as it is kept, unless it is"
                    + " written --without-keys.",
            "Log-ins (password hashes), sessions, idempotency keys and counts of views are no events, and are not exported.",
            ""
        })
final class ExportEvents implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ExportTarget target = new ExportTarget();

    @Option(
            names = "--without-keys",
            description =
                    "Leave the keys of personal data to `daybook keys export`: somebody who is erased later cannot be"
                            + " read in the file any more when these are gone.")
    private boolean withoutKeys;

    private final OperatorContext context;

    ExportEvents(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return target.export(withoutKeys ? LogPart.EVENTS : LogPart.ALL, context, output);
    }
}
