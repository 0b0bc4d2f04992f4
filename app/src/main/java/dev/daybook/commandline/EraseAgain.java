package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.RepeatedErasures;
import dev.daybook.users.UserId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        header = "Erases in a restored database whom a younger file of keys knows as erased.",
        description = {
            "",
            "Give it after each restore, with the newest file of `daybook keys export`, before the shop is opened. Each key that"
                    + " is destroyed in the file is destroyed, and the person is erased as by `eraseUser`. It can be given"
                    + " again: who is erased already stays so.",
            ""
        })
final class EraseAgain implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "KEYS", description = "The file of keys.")
    private Path keys = Path.of("");

    private final OperatorContext context;

    EraseAgain(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        var erased = from(keys, context);
        if (output.isJson()) {
            output.json(
                    Map.of("erasedAgain", erased.stream().map(UserId::toString).toList()));
        } else {
            output.line(sentence(erased.size()));
        }
        return ExitCode.FINE;
    }

    static List<UserId> from(Path keys, OperatorContext context) throws IOException {
        try (var file = InputFile.open(keys)) {
            return context.bean(RepeatedErasures.class).of(file);
        }
    }

    static String sentence(int persons) {
        return "Persons erased again: %d".formatted(persons);
    }
}
