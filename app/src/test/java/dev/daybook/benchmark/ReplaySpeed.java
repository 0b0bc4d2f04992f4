package dev.daybook.benchmark;

import dev.daybook.commands.Actor;
import dev.daybook.eventstore.serialization.PlainReading;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/**
 * Measures how fast the log is read, and how fast all projections are rebuilt and verified from it. They take turns,
 * so that a noisy machine affects all of them.
 */
final class ReplaySpeed {
    private static final Logger log = LoggerFactory.getLogger(ReplaySpeed.class);
    /** The first is not counted: it warms up, and fills the tables. */
    private static final int ROUNDS = 4;

    private static final Actor BENCHMARK = new Actor.System("benchmark");

    private final ApplicationContext shop;
    private final ProjectionRuns projectionRuns;
    private final List<Round> rounds = new ArrayList<>();

    ReplaySpeed(ApplicationContext shop) {
        this.shop = shop;
        this.projectionRuns = shop.getBean(ProjectionRuns.class);
    }

    private record Measured(double eventsPerSecond, long heap) {}

    private record Round(Measured reading, Measured rebuild, Measured verify) {}

    private interface Work {
        void run() throws SQLException;
    }

    void measure() throws SQLException {
        for (int i = 0; i < ROUNDS; i++) {
            var events = BenchmarkShop.count(shop, "domain_events");
            var round = new Round(
                    measure(events, new PlainReading(shop)::run),
                    measure(events, () -> run(RunKind.REBUILD)),
                    measure(events, () -> run(RunKind.VERIFY)));
            log.info("Round {}: {}", i, round);
            if (i > 0) {
                rounds.add(round);
            }
        }
        log.info("{}", table());
    }

    private static Measured measure(long events, Work work) throws SQLException {
        System.gc();
        try (var heap = new HeapWatch()) {
            var begin = System.nanoTime();
            work.run();
            return new Measured(events * 1e9 / (System.nanoTime() - begin), heap.mostMegabytes());
        }
    }

    private void run(RunKind kind) {
        for (var run : projectionRuns.run(kind, projectionRuns.names(), BENCHMARK, _ -> {})) {
            if (run.state() != RunState.SUCCEEDED || run.mismatchCount() > 0) {
                throw new IllegalStateException("No success: " + run);
            }
        }
    }

    private String table() {
        var lines = new StringJoiner("\n", """


                | | events/s, median | events/s, each | ratio to reading | peak heap of %d MB |
                | --- | ---: | --- | ---: | ---: |
                """.formatted(HeapWatch.limitMegabytes()), "\n");
        lines.add(line("reading and deserializing only", Round::reading));
        lines.add(line("rebuild of all projections", Round::rebuild));
        lines.add(line("verification of all projections", Round::verify));
        return lines.toString();
    }

    /** The ratio is the median of those within one round. */
    private String line(String what, Function<Round, Measured> measured) {
        return "| %s | %,.0f | %s | %.2f | %d MB |"
                .formatted(
                        what,
                        median(round -> measured.apply(round).eventsPerSecond()),
                        rounds.stream()
                                .map(round ->
                                        "%,.0f".formatted(measured.apply(round).eventsPerSecond()))
                                .collect(Collectors.joining(" · ")),
                        median(round -> measured.apply(round).eventsPerSecond()
                                / round.reading().eventsPerSecond()),
                        rounds.stream()
                                .mapToLong(round -> measured.apply(round).heap())
                                .max()
                                .orElseThrow());
    }

    private double median(ToDoubleFunction<Round> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
