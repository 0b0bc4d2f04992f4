package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.LogPart;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "export",
        header = "Writes the keys of personal data to a file, and who is erased.",
        description = {
            "",
            "Keep it apart from the backups of the log, only the newest ones, and no longer than you have promised to those"
                    + " who are erased. It is needed to read an export that was made --without-keys; and whatever backup is"
                    + " restored, it says who must stay erased.",
            "The keys are encrypted, with DAYBOOK_PERSONALDATA_MASTERKEY.",
            ""
        })
final class ExportKeys implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Mixin
    private ExportTarget target = new ExportTarget();

    private final OperatorContext context;

    ExportKeys(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        return target.export(LogPart.KEYS, context, output);
    }
}
