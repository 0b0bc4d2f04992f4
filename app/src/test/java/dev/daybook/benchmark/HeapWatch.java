package dev.daybook.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Looks every few milliseconds how much of the heap is in use, garbage included, and keeps the most. */
final class HeapWatch implements AutoCloseable {
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong most = new AtomicLong();

    HeapWatch() {
        var _ = clock.scheduleAtFixedRate(this::look, 0, 5, TimeUnit.MILLISECONDS);
    }

    private void look() {
        most.accumulateAndGet(MEMORY.getHeapMemoryUsage().getUsed(), Math::max);
    }

    long mostMegabytes() {
        return most.get() >> 20;
    }

    static long limitMegabytes() {
        return MEMORY.getHeapMemoryUsage().getMax() >> 20;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
