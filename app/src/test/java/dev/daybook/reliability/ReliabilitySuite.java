package dev.daybook.reliability;

import dev.daybook.benchmark.AotTraining;
import dev.daybook.benchmark.ShopProgram;
import dev.daybook.reliability.Trial.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
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
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--directory", required = true, description = "Where data, logs, journal and table are kept.")
    private Path directory = Path.of("");

    @Option(names = "--jar", description = "Jar to try, instead of the classes just compiled.")
    private @Nullable Path jar;

    @Option(names = "--old-jar", description = "Jar of an older version, from which the shop is updated under load.")
    private @Nullable Path oldJar;

    @Option(names = "--long", description = "Strikes more often and for longer, and verifies after each fault.")
    private boolean isLong;

    @Option(names = "--soak", defaultValue = "PT30M", description = "Duration of the soak (${DEFAULT-VALUE}).")
    private Duration soak = Duration.ZERO;

    @Option(names = "--faults", split = ",", description = "Only faults whose names contain one of these.")
    private List<String> names = List.of();

    @Option(names = "--canaries", description = "Shows instead that each deliberate defect of a shop is seen.")
    private boolean allCanaries;

    @Option(names = "--canary", split = ",", description = "Only these of them: ${COMPLETION-CANDIDATES}.")
    private List<Canary> canaries = List.of();

    @Option(names = "--clients", defaultValue = "8", description = "Clients at once, 2 to 100 (${DEFAULT-VALUE}).")
    private int clients;

    @Option(names = "--seed", defaultValue = "42", description = "Of what the clients choose (${DEFAULT-VALUE}).")
    private long seed;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ReliabilitySuite()).execute(args));
    }

    /** Returns the exit code 1 when an invariant is broken, a fault has not landed, or a deliberate defect was not seen. */
    @Override
    public Integer call() throws Exception {
        FileSystemUtils.deleteRecursively(directory);
        Files.createDirectories(directory);
        if (allCanaries || !canaries.isEmpty()) {
            return fly(allCanaries ? List.of(Canary.values()) : canaries);
        }
        var report = run();
        Files.writeString(directory.resolve("reliability.md"), report.toString());
        say(report.toString());
        return report.isGreen() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Integer fly(List<Canary> chosen) throws Exception {
        var setup = new Setup(ShopProgram.withTests(JAVA_OPTIONS), null, null, directory, clients, seed, false);
        var rows = new EnumMap<Canary, Row>(Canary.class);
        for (var canary : chosen) {
            var begin = System.nanoTime();
            var row = fly(canary, setup.with(canary));
            rows.put(canary, row);
            say("%s: %s %s, %d s"
                    .formatted(
                            canary,
                            CanaryReport.isSeen(canary, row) ? "seen by" : "NOT SEEN",
                            CanaryReport.invariants(row),
                            (System.nanoTime() - begin) / 1_000_000_000));
        }
        var report = new CanaryReport(rows);
        Files.writeString(directory.resolve("canaries.md"), report.toString());
        say(report.toString());
        return report.isComplete() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private static Row fly(Canary canary, Setup setup) throws Exception {
        try (var premises = Premises.of(setup, Stage.COMMON)) {
            var trial = premises.open();
            var row = trial.run(canary.fault());
            if (!CanaryReport.isSeen(canary, row)) {
                trial.verify(row.findings());
            }
            return row;
        }
    }

    private Report run() throws Exception {
        var setup = new Setup(
                ShopProgram.of(jar == null ? null : extracted(jar), JAVA_OPTIONS),
                oldJar == null ? null : ShopProgram.of(oldJar, JAVA_OPTIONS),
                null,
                directory,
                clients,
                seed,
                isLong);
        var all = Stream.concat(Faults.ALL.stream(), Stream.of(Soak.of(soak))).toList();
        var rows = new ArrayList<Row>();
        var verification = new Findings();
        for (var stage : Stage.values()) {
            var faults = new ArrayList<Fault>();
            for (var fault : all) {
                if (fault.stage() == stage && isChosen(fault)) {
                    fault.obstacle()
                            .to(setup)
                            .ifPresentOrElse(why -> add(Row.skipped(fault, why), rows), () -> faults.add(fault));
                }
            }
            if (!faults.isEmpty()) {
                try (var premises = Premises.of(setup, stage)) {
                    strike(premises.open(), faults, rows, verification);
                }
            }
        }
        return new Report(rows, verification);
    }

    /** As it is shipped, which starts sooner. */
    private Path extracted(Path jar) throws IOException, InterruptedException {
        var program = directory.resolve("program");
        AotTraining.extract(jar, program);
        return program.resolve(jar.getFileName());
    }

    private boolean isChosen(Fault fault) {
        return names.isEmpty() ? isLong || !fault.onlyLong() : names.stream().anyMatch(fault.name()::contains);
    }

    private void strike(Trial trial, List<Fault> faults, List<Row> rows, Findings verification) throws Exception {
        for (var fault : faults) {
            var begin = System.nanoTime();
            var struck = Instant.now();
            var row = trial.run(fault);
            add(row, rows);
            if (!row.isGreen()) {
                trial.complaints(struck).forEach(this::say);
            }
            say("%d operations, %d s".formatted(row.operations(), (System.nanoTime() - begin) / 1_000_000_000));
        }
        trial.verify(verification);
    }

    private void add(Row row, List<Row> rows) {
        rows.add(row);
        say("%s: %s, %s".formatted(row.fault().name(), row.isGreen() ? "green" : "RED", row.evidence()));
    }

    private void say(String text) {
        var out = spec.commandLine().getOut();
        out.println(text);
        out.flush();
    }
}
