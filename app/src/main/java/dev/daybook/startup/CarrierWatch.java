package dev.daybook.startup;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import jdk.management.VirtualThreadSchedulerMXBean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Adds carriers for as long as no virtual thread can run. The JVM has one for each core, and cannot take a virtual thread off
 * it that waits for a class which another thread loads. When all of them wait for a thread that in turn waits for a carrier,
 * nothing goes on by itself any more.
 */
@Component
final class CarrierWatch implements AutoCloseable {
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS = 10;
    private static final Duration BETWEEN_WARNINGS = Duration.ofMinutes(1);
    /** The most that the JVM allows, and its default. */
    private static final int MOST = Integer.getInteger("jdk.virtualThreadScheduler.maxPoolSize", 256);

    private static final Logger log = LoggerFactory.getLogger(CarrierWatch.class);

    private final VirtualThreadSchedulerMXBean scheduler =
            ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
    private final int usual = scheduler.getParallelism();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("carrier-watch").unstarted(this::watch);
    private long nextWarning = System.nanoTime();

    CarrierWatch() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                var probe = new CountDownLatch(1);
                Thread.startVirtualThread(probe::countDown);
                if (!runs(probe)) {
                    warn();
                    addCarriers(probe);
                }
                Thread.sleep(BETWEEN_PROBES);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits step by step, so that a JVM that was suspended has time to go on. */
    private static boolean runs(CountDownLatch probe) throws InterruptedException {
        for (int step = 0; step < STEPS; step++) {
            if (awaitStep(probe)) {
                return true;
            }
        }
        return false;
    }

    private static boolean awaitStep(CountDownLatch probe) throws InterruptedException {
        return probe.await(STEP.toMillis(), MILLISECONDS);
    }

    private void addCarriers(CountDownLatch probe) throws InterruptedException {
        try {
            do {
                scheduler.setParallelism(Math.min(2 * scheduler.getParallelism(), MOST));
            } while (!awaitStep(probe));
        } finally {
            scheduler.setParallelism(usual);
        }
    }

    private void warn() {
        if (System.nanoTime() - nextWarning >= 0) {
            log.warn(
                    "No virtual thread has run for a second, since all {} carriers are held: adding some meanwhile",
                    usual);
            nextWarning = System.nanoTime() + BETWEEN_WARNINGS.toNanos();
        }
    }
}
