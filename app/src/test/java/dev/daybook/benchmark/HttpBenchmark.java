package dev.daybook.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures requests over HTTP, and beside each of them the same work by plain SQL. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        description = "Measures requests over HTTP, and beside each of them the same work by plain SQL.")
public final class HttpBenchmark implements Callable<Integer> {
    private static final String SHOP = "benchmark_shop";
    private static final int WARM_UP_WINDOW = 5;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--directory", required = true, description = "Where data and logs are kept.")
    private Path directory = Path.of("");

    @Mixin
    private DataSize size = new DataSize();

    @Option(
            names = "--workloads",
            split = ",",
            defaultValue = "W1,W2,W3,W4,W5",
            description = "In this order (${DEFAULT-VALUE}).")
    private List<Workload> workloads = List.of();

    @Option(names = "--seconds", defaultValue = "30", description = "Length of each measurement (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "120",
            description = "Seconds after which a warm-up ends even if throughput still grows (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--jar", description = "Jar to measure, instead of the classes just compiled.")
    private @Nullable Path jar;

    @Option(names = "--java-options", split = " ", description = "Options of the JVM of the shop.")
    private List<String> javaOptions = List.of();

    public static void main(String[] args) {
        System.exit(new CommandLine(new HttpBenchmark())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(directory);
        var program = ShopProgram.of(jar, javaOptions);
        try (var server = BenchmarkServer.open(directory)) {
            if (!server.has(size.databaseName())) {
                say("Writing the data set");
                HttpDataSet.fill(server, size);
            }
            server.copy(size.databaseName(), SHOP);
            var floor = Floor.create(server, size);
            var report = new HttpReport();
            try (var shop = ShopProcess.start(program, server.environment(SHOP), log())) {
                measure(shop, floor, server, report);
            }
            report.addCounts(count(program, server));
            verify(program, server);
            out().println(report);
            out().flush();
        }
        return CommandLine.ExitCode.OK;
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void say(String line) {
        out().println(line);
        out().flush();
    }

    private Path log() {
        return directory.resolve("shop.log");
    }

    /** Measures the shop and the floor in turns, so that a noisy machine affects both. */
    private void measure(ShopProcess shop, Floor floor, BenchmarkServer server, HttpReport report) throws Exception {
        try (var database = server.connect(SHOP)) {
            var requests = new GraphQlRequests(database, shop.staffToken());
            var postgres = server.process().map(ProcessTree::new);
            try (var shopLoad = new ClosedLoop(() -> new HttpConnection(shop.port(), requests, this::say));
                    var floorLoad = new ClosedLoop(floor::connect)) {
                for (var workload : workloads) {
                    var before = ShopTotals.read(database);
                    var answered = shopLoad.answered();
                    say("%s: warm after %d s"
                            .formatted(
                                    workload.title(), warmUp(shopLoad, workload).toSeconds()));
                    var meter = Meter.start(shop, postgres);
                    var measured = shopLoad.run(workload, Duration.ofSeconds(seconds));
                    report.addShop(workload, meter.stop(measured));
                    check(workload, before, ShopTotals.read(database), shopLoad.answered() - answered);
                    warmUp(floorLoad, workload);
                    meter = Meter.start(shop, postgres);
                    measured = floorLoad.run(workload, Duration.ofSeconds(seconds));
                    report.addFloor(workload, meter.stop(measured));
                    say(report.line(workload));
                }
            }
        }
    }

    private Duration warmUp(ClosedLoop load, Workload workload) throws InterruptedException {
        return load.warmUp(workload, Duration.ofSeconds(Math.min(WARM_UP_WINDOW, seconds)), Duration.ofSeconds(warmUp));
    }

    private static void check(Workload workload, ShopTotals before, ShopTotals after, long answered) {
        switch (workload) {
            case W1, W2 -> after.check(before, 0);
            case W3, W4 -> after.check(before, answered);
            case W5 -> after.check(before);
        }
    }

    /** Counts on a shop behind a counter, which would slow down the one that is measured. */
    private Map<Workload, SingleRequests> count(ShopProgram program, BenchmarkServer server) throws Exception {
        var counts = new EnumMap<Workload, SingleRequests>(Workload.class);
        try (var counter = new RoundTripCounter(server.url(SHOP))) {
            var environment = new HashMap<>(server.environment(SHOP));
            environment.put("SPRING_DATASOURCE_URL", counter.url());
            try (var shop = ShopProcess.start(program, environment, log());
                    var database = server.connect(SHOP);
                    var connection = new HttpConnection(
                            shop.port(), new GraphQlRequests(database, shop.staffToken()), this::say)) {
                for (var workload : workloads) {
                    if (workload != Workload.W5) {
                        counts.put(workload, SingleRequests.count(workload, connection, counter));
                    }
                }
            }
        }
        return counts;
    }

    private void verify(ShopProgram program, BenchmarkServer server) throws IOException, InterruptedException {
        var verification = program.start(server.environment(SHOP), log(), "projections", "verify", "--all");
        if (verification.waitFor() != 0) {
            throw new IllegalStateException("Projections differ from their events, see " + log());
        }
        say("All projections equal their events");
    }
}
