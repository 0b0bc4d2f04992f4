package dev.daybook.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/**
 * Measures the speed of rebuilds and verifications, and the latency of commands during rebuilds:
 * {@code ReplayBenchmark <data directory> [events]}.
 */
public final class ReplayBenchmark {
    private static final long SEED = 42;

    private ReplayBenchmark() {}

    /** A log that is in the directory already is used again. */
    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        var directory = Path.of(args[0]);
        LogGenerator.fill(directory, args.length > 1 ? Long.parseLong(args[1]) : 1_000_000, SEED);
        try (var shop = BenchmarkShop.open(directory)) {
            new ReplaySpeed(shop).measure();
            new PauseMeter(shop).measure();
        }
    }
}
