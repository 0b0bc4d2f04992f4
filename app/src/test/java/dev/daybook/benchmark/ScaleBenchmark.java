package dev.daybook.benchmark;

import dev.daybook.commands.Actor;
import dev.daybook.database.DedicatedConnections;
import dev.daybook.eventstore.log.LogPartitions;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Measures what a log costs as it grows: {@code ScaleBenchmark <directory> <events>[,<events>...] [work]}. The log of each size is
 * kept in a directory of its own, named after its number of events, and used again. Each is measured as one table, then with
 * two partitions, of which the second begins to grow, and then with six.
 */
public final class ScaleBenchmark {
    private static final Logger log = LoggerFactory.getLogger(ScaleBenchmark.class);
    private static final long SEED = 42;
    private static final int STREAMS = 2_000;
    private static final int PARTITIONS = 6;
    private static final Duration WARM_UP = Duration.ofSeconds(40);
    private static final Duration LOAD = Duration.ofSeconds(30);
    private static final Actor BENCHMARK = new Actor.System("benchmark");

    private final String size;
    private final ApplicationContext shop;
    private final JdbcClient jdbc;
    private final List<ProcessTree> processes;
    private final LogPartitions partitions;

    private ScaleBenchmark(String size, ApplicationContext shop, Connection connection) throws SQLException {
        this.size = size;
        this.shop = shop;
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        partitions = shop.getBean(LogPartitions.class);
        processes = Stream.concat(
                        Stream.of(ProcessHandle.current()), BenchmarkServer.processBehind(connection).stream())
                .map(ProcessTree::new)
                .toList();
    }

    public static void main(String[] args) throws IOException, SQLException, InterruptedException {
        for (var size : args[1].split(",")) {
            var directory = Path.of(args[0], size);
            LogGenerator.fill(directory, Long.parseLong(size), SEED);
            try (var shop = BenchmarkShop.open(directory);
                    // Has no time-outs.
                    var connection = shop.getBean(DedicatedConnections.class).open("daybook benchmark")) {
                new ScaleBenchmark(size, shop, connection).measure(args.length < 3);
            }
        }
    }

    /** @param whole whether to measure the sizes and a replay too, and not only the work of a shop whose rows are there */
    private void measure(boolean whole) throws InterruptedException {
        if (whole) {
            jdbc.sql("vacuum analyze domain_events").update();
            sizes();
            replay(RunKind.REBUILD);
            replay(RunKind.VERIFY);
        }
        var load = new LoadGenerator(shop);
        load.run(WARM_UP);
        work("one table", load);
        while (partitions.all().size() < PARTITIONS) {
            beginPartition();
            if (partitions.all().size() == 2) {
                work("2 partitions", load);
            }
        }
        work(PARTITIONS + " partitions", load);
    }

    private void sizes() {
        jdbc.sql("""
                        select relname, pg_table_size(oid) / 1e6 as mb from pg_class
                        where oid = 'domain_events'::regclass
                            or oid in (select indexrelid from pg_index where indrelid = 'domain_events'::regclass)
                        order by relkind desc, relname""")
                .query((row, _) -> "%s %.0f MB".formatted(row.getString(1), row.getDouble(2)))
                .list()
                .forEach(this::report);
    }

    private void replay(RunKind kind) {
        var events =
                jdbc.sql("select count(*) from domain_events").query(Long.class).single();
        var begin = System.nanoTime();
        var cpu = cpuSeconds();
        var projectionRuns = shop.getBean(ProjectionRuns.class);
        for (var run : projectionRuns.run(kind, projectionRuns.names(), BENCHMARK, _ -> {})) {
            if (run.state() != RunState.SUCCEEDED || run.mismatchCount() > 0) {
                throw new IllegalStateException("No success: " + run);
            }
        }
        report("%s of all projections: %,.0f events/s, %.0f µs of CPU per event"
                .formatted(
                        kind.name().toLowerCase(Locale.ROOT),
                        events * 1e9 / (System.nanoTime() - begin),
                        (cpuSeconds() - cpu) * 1e6 / events));
    }

    private void work(String when, LoadGenerator load) throws InterruptedException {
        loadStreams(when);
        var cpu = cpuSeconds();
        var latencies = load.run(LOAD);
        report("%s, 100 commands/s: p50 %s, p99 %s, %.1f ms of CPU each, %d failed"
                .formatted(
                        when,
                        latencies.percentile(0.5),
                        latencies.percentile(0.99),
                        (cpuSeconds() - cpu) * 1e3 / latencies.count(),
                        latencies.failures()));
    }

    /** Loads streams that are spread over the whole log, one after the other. */
    private void loadStreams(String when) {
        var engine = shop.getBean(EventStorageEngine.class);
        var streams = jdbc.sql("""
                        select distinct aggregate_id from domain_events tablesample system (:percent) limit :streams""")
                .param("percent", Math.min(100, STREAMS * 1e3 / Long.parseLong(size)))
                .param("streams", STREAMS)
                .query(String.class)
                .list();
        var latencies = new long[streams.size()];
        long events = 0;
        var cpu = cpuSeconds();
        for (int i = 0; i < latencies.length; i++) {
            var begin = System.nanoTime();
            events += engine.readEvents(streams.get(i)).asStream().count();
            latencies[i] = System.nanoTime() - begin;
        }
        var used = cpuSeconds() - cpu;
        Arrays.sort(latencies);
        report("%s, loading %d streams of %.1f events: p50 %.2f ms, p99 %.2f ms, %.2f ms of CPU each"
                .formatted(
                        when,
                        latencies.length,
                        (double) events / latencies.length,
                        latencies[latencies.length / 2] / 1e6,
                        latencies[latencies.length * 99 / 100] / 1e6,
                        used * 1e3 / latencies.length));
    }

    /** Begins a partition, and lets the log skip to it. */
    private void beginPartition() {
        var first = partitions.earliest();
        var begin = System.nanoTime();
        partitions.begin(first, _ -> {});
        report("a partition begun in %.1f s".formatted((System.nanoTime() - begin) / 1e9));
        jdbc.sql("select setval('domain_events_position_seq', ?)")
                .param(first)
                .query(Long.class)
                .single();
    }

    private double cpuSeconds() {
        return processes.stream().mapToDouble(ProcessTree::cpuSeconds).sum();
    }

    private void report(String line) {
        log.info("{} events: {}", size, line);
    }
}
