package dev.daybook.commandline;

import dev.daybook.eventstore.log.LogPartitions;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "begin",
        header = "Begins a partition of the log a little ahead, while the shop goes on.",
        description = {
            "",
            "The first time it makes the table a partitioned one, whose first partition is the table as it is. The growing"
                    + " partition is read once, and then the log is locked for a moment, or not at all when others hold it for"
                    + " a minute. Nothing is copied, and nothing has to be done again when the position is reached.",
            "Nodes and commands of a jar that does not have this command must be gone before.",
            ""
        })
final class BeginPartition implements Callable<Integer> {
    private static final long STEP = 1_000_000;

    @Mixin
    private Output output = new Output();

    @Option(
            names = "--at",
            paramLabel = "POSITION",
            description = "The first position of the partition. Without, the next million.")
    private @Nullable Long at;

    private final OperatorContext context;

    BeginPartition(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var partitions = context.bean(LogPartitions.class);
        var earliest = partitions.earliest();
        if (at != null && at < earliest) {
            throw output.wrong(
                    "A partition begins ahead of the log: --at takes %d or a later position now.".formatted(earliest));
        }
        partitions.begin(at != null ? at : Math.ceilDiv(earliest, STEP) * STEP, output::note);
        ListPartitions.print(partitions.all(), output);
        return ExitCode.FINE;
    }
}
