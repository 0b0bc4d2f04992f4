package dev.daybook.reliability;

import dev.daybook.benchmark.ShopProgram;
import dev.daybook.reliability.Trial.Row;
import dev.daybook.support.Client;
import dev.daybook.support.DatabaseProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets a shop fail in one way after the other, and checks what it has promised. */
@Command(
        name = "reliability",
        mixinStandardHelpOptions = true,
        description = "Lets a shop fail in one way after the other, and checks what it has promised.")
public final class ReliabilitySuite implements Callable<Integer> {
    private static final String ADMIN = "reliability_admin";
    private static final String PASSWORD = "Reliability-Admin-42";
    private static final List<String> JAVA_OPTIONS =
            List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
    private static final Map<String, String> SETTINGS = Map.of(
            "DAYBOOK_DEMO", "false",
            "DAYBOOK_ADMIN_USERNAME", ADMIN,
            "DAYBOOK_ADMIN_EMAIL", "admin@example.com",
            "DAYBOOK_ADMIN_PASSWORD", PASSWORD,
            "DAYBOOK_SECURITY_ACCESSTOKENLIFETIME", "24h",
            // Nobody but the load cancels an order.
            "DAYBOOK_ORDERS_PAYMENTWINDOW", "365d",
            "SPRING_DATASOURCE_HIKARI_REGISTERMBEANS", "true");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--directory", required = true, description = "Where data, logs, journal and table are kept.")
    private Path directory = Path.of("");

    @Option(names = "--jar", description = "Jar to try, instead of the classes just compiled.")
    private @Nullable Path jar;

    @Option(names = "--long", description = "Strikes more often and for longer, and verifies after each fault.")
    private boolean isLong;

    @Option(names = "--faults", split = ",", description = "Only faults whose names contain one of these.")
    private List<String> names = List.of();

    @Option(names = "--clients", defaultValue = "8", description = "Clients at once, 2 to 100 (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--seed", defaultValue = "42", description = "Of what the clients choose (${DEFAULT-VALUE}).")
    private long seed;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ReliabilitySuite()).execute(args));
    }

    /** Returns the exit code 1 when an invariant is broken, or a fault has not landed. */
    @Override
    public Integer call() throws Exception {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        var report = run();
        Files.writeString(directory.resolve("reliability.md"), report.toString());
        say(report.toString());
        return report.isGreen() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Report run() throws Exception {
        var port = DatabaseServer.freePort();
        try (var database = DatabaseServer.create(directory.toAbsolutePath().resolve("database"));
                var proxy = DatabaseProxy.before(database.arguments());
                var shop = ShopNode.open(
                        ShopProgram.of(jar, JAVA_OPTIONS),
                        environment(proxy.through(database.arguments()), port),
                        port,
                        directory.resolve("shop.log"));
                var journal = new Journal(directory.resolve("journal.jsonl"));
                var http = new ShopHttp(port)) {
            var market = Market.open(
                    Client.of("http://localhost:" + port, null).logIn(ADMIN, PASSWORD), clients);
            try (var load = new Load(http, journal, market, seed);
                    var subscriber = SubscriberWatch.start(database)) {
                return strike(new Trial(
                        new World(shop, database, proxy, load, journal, market), subscriber, isLong));
            }
        }
    }

    private Report strike(Trial trial) throws Exception {
        var rows = new ArrayList<Row>();
        for (var fault : Faults.ALL) {
            if (names.isEmpty() || names.stream().anyMatch(fault.name()::contains)) {
                var begin = System.nanoTime();
                var row = trial.run(fault);
                rows.add(row);
                say("%s: %s, %d operations, %d s"
                        .formatted(
                                fault.name(),
                                row.isGreen() ? "green" : "RED",
                                row.operations(),
                                (System.nanoTime() - begin) / 1_000_000_000));
            }
        }
        var verification = new Findings();
        trial.verify(verification);
        return new Report(rows, verification);
    }

    private static Map<String, String> environment(String[] arguments, int port) {
        var environment = new HashMap<>(SETTINGS);
        environment.put("SERVER_PORT", Integer.toString(port));
        for (var argument : arguments) {
            var setting = argument.substring(2).split("=", 2);
            environment.put(setting[0].replace('.', '_').toUpperCase(Locale.ROOT), setting[1]);
        }
        return environment;
    }

    private void say(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
