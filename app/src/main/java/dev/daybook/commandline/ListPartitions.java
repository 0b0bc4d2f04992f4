package dev.daybook.commandline;

import dev.daybook.eventstore.log.LogPartitions;
import dev.daybook.eventstore.log.LogPartitions.Partition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", header = "Lists the partitions of the log with their positions, sizes and tablespaces.")
final class ListPartitions implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    private final OperatorContext context;

    ListPartitions(OperatorContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        print(context.bean(LogPartitions.class).all(), output);
        return ExitCode.FINE;
    }

    static void print(List<Partition> partitions, Output output) {
        if (output.isJson()) {
            output.json(partitions);
            return;
        }
        var table = new ArrayList<List<String>>();
        table.add(List.of("TABLE", "FIRST POSITION", "LAST", "EVENTS, ABOUT", "MB", "MB OF INDEXES", "TABLESPACE"));
        partitions.forEach(partition -> table.add(List.of(
                partition.table(),
                String.valueOf(partition.first()),
                partition.last() == null ? "grows" : partition.last().toString(),
                String.valueOf(partition.events()),
                megabytes(partition.bytes()),
                megabytes(partition.indexBytes()),
                partition.tablespace())));
        output.table(table);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
