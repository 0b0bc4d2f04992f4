package dev.daybook.replay.commandline;

import dev.daybook.eventstore.Progress;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows how far something is: by a bar at a terminal, by a line every few seconds elsewhere, as in a log. */
final class ProgressDisplay implements Progress, AutoCloseable {
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int BAR_WIDTH = 79;

    private final String task;
    private final PrintWriter err;
    private final @Nullable ProgressBar bar;
    private final long start = System.nanoTime();
    private long lastLine = start;

    private ProgressDisplay(String task, PrintWriter err, @Nullable ProgressBar bar) {
        this.task = task;
        this.err = err;
        this.bar = bar;
    }

    static ProgressDisplay of(String task, Output output) {
        var err = output.err();
        return new ProgressDisplay(task, err, Output.isTerminal() ? bar(task, err) : null);
    }

    private static ProgressBar bar(String task, PrintWriter err) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" events", 1)
                .setInitialMax(-1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(250)
                .showSpeed(new DecimalFormat("#,##0"))
                .setConsumer(new DelegatingProgressBarConsumer(
                        line -> {
                            err.print('\r' + line);
                            err.flush();
                        },
                        BAR_WIDTH))
                .build();
    }

    @Override
    public void at(long done, long total) {
        if (bar != null) {
            bar.maxHint(total);
            bar.stepTo(done);
            return;
        }
        var now = System.nanoTime();
        if (done < total && now - lastLine >= BETWEEN_LINES.toNanos()) {
            lastLine = now;
            err.println(line(task, done, total, Duration.ofNanos(now - start)));
        }
    }

    static String line(String task, long done, long total, Duration taken) {
        var rate = done / Math.max(taken.toMillis() / 1000.0, 0.001);
        var left = rate == 0
                ? ""
                : ", %s left"
                        .formatted(Duration.ofSeconds(Math.round((total - done) / rate))
                                .toString()
                                .substring(2)
                                .toLowerCase(Locale.ROOT));
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d events (%d %%), %,.0f events/s%s",
                task,
                done,
                total,
                total == 0 ? 100 : done * 100 / total,
                rate,
                left);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            err.println();
        }
    }
}
