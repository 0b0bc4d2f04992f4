package dev.daybook.commandline;

import dev.daybook.eventstore.transfer.TransferProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Displays the progress of a task: at a terminal by one line that is overwritten, elsewhere by a new line every few seconds. */
final class ProgressDisplay implements TransferProgress, AutoCloseable {
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(250);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    /** Wider than any line, so that a shorter one leaves nothing of a longer one; narrower than a terminal. */
    private static final String OVERWRITING = "\r%-79s";

    private final String task;
    private final PrintWriter err;
    private final boolean terminal;
    private final long start = System.nanoTime();
    private long lastLine = start;
    private long done;
    private long total;

    ProgressDisplay(String task, PrintWriter err, boolean terminal) {
        this.task = task;
        this.err = err;
        this.terminal = terminal;
    }

    static ProgressDisplay of(String task, Output output) {
        return new ProgressDisplay(task, output.err(), Output.isTerminal());
    }

    @Override
    public synchronized void at(long done, long total) {
        this.done = done;
        this.total = total;
        var now = System.nanoTime();
        if (done < total && now - lastLine >= (terminal ? BETWEEN_UPDATES : BETWEEN_LINES).toNanos()) {
            lastLine = now;
            show(now);
        }
    }

    private void show(long now) {
        var line = line(task, done, total, Duration.ofNanos(now - start));
        if (terminal) {
            err.print(OVERWRITING.formatted(line));
            err.flush();
        } else {
            err.println(line);
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

    /** Shows the final state at a terminal. */
    @Override
    public synchronized void close() {
        if (terminal) {
            show(System.nanoTime());
            err.println();
        }
    }
}
