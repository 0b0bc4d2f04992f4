package dev.daybook.startup;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends a stop that takes too long: what was answered is stored, and a server that is left behind is stopped by the next start. */
public final class StopDeadline {
    private static final Duration STOP = Duration.ofMillis(8_500);
    private static final int KILLED_BY_SIGTERM = 143;
    private static final AtomicLong delay = new AtomicLong();
    private static final Logger log = LoggerFactory.getLogger(StopDeadline.class);

    private StopDeadline() {}

    /** Lets it begin with the stop of this JVM. */
    public static void install() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(StopDeadline::begin));
    }

    /** Adds the time for which the stop waits on purpose. */
    static void extend(Duration time) {
        delay.addAndGet(time.toNanos());
    }

    private static void begin() {
        var begin = System.nanoTime();
        Thread.ofPlatform().daemon().name("stop-deadline").start(() -> {
            for (var left = STOP.toNanos();
                    left > 0;
                    left = STOP.toNanos() + delay.get() - (System.nanoTime() - begin)) {
                LockSupport.parkNanos(left);
            }
            log.warn("The shop has not stopped in time, and ends at once");
            Runtime.getRuntime().halt(KILLED_BY_SIGTERM);
        });
    }
}
