package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.LogInventory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "checksum",
        header = "Prints a checksum of the log, to compare a backup with.",
        description = {
            "",
            "It is POSITION:SHA256, of all events up to that position. The log only grows, so it stays the same for ever: take"
                    + " it just before a dump, and give it to `daybook backup verify --expect`.",
            ""
        })
final class ChecksumEvents implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(
            names = "--to",
            paramLabel = "POSITION",
            description = "The last event of it. Without, the last that no other can precede any more.")
    private @Nullable Long to;

    private final OperatorContext context;

    ChecksumEvents(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        if (to != null && to < 1) {
            throw output.wrong("Positions begin with 1.");
        }
        var inventory = context.bean(LogInventory.class);
        var checksum = to == null ? inventory.checksum() : inventory.checksum(to);
        if (output.isJson()) {
            output.json(checksum);
        } else {
            output.line(checksum.toString());
        }
        return ExitCode.FINE;
    }
}
