package dev.daybook.benchmark;

import dev.daybook.commands.Actor;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import dev.daybook.replay.RunState;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;

/** Measures the latencies of commands while each projection is rebuilt, and while none is. */
final class PauseMeter {
    private static final Logger log = LoggerFactory.getLogger(PauseMeter.class);
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final Duration UNDISTURBED = Duration.ofSeconds(20);
    private static final Actor BENCHMARK = new Actor.System("benchmark");

    private final ProjectionRuns projectionRuns;
    private final LoadGenerator load;

    PauseMeter(ApplicationContext shop) {
        this.projectionRuns = shop.getBean(ProjectionRuns.class);
        this.load = new LoadGenerator(shop);
    }

    void measure() throws InterruptedException {
        load.run(WARM_UP);
        var lines = new StringJoiner("\n", """


                | 100 commands/s | commands | p50 | p99 | max | failed |
                | --- | ---: | ---: | ---: | ---: | ---: |
                """, "\n");
        lines.add(load.run(UNDISTURBED).line("no rebuild"));
        var all = new Latencies();
        for (var projection : projectionRuns.projections()) {
            var seen = load.during(() -> rebuild(projection.name()));
            lines.add(seen.line("rebuild of " + projection.name()));
            all.add(seen);
        }
        lines.add(all.line("all rebuilds"));
        lines.add(load.run(UNDISTURBED).line("no rebuild, again"));
        log.info("{}", lines);
    }

    private void rebuild(String projection) {
        for (var run : projectionRuns.run(RunKind.REBUILD, List.of(projection), BENCHMARK, _ -> {})) {
            if (run.state() != RunState.SUCCEEDED) {
                throw new IllegalStateException("No success: " + run);
            }
        }
    }
}
