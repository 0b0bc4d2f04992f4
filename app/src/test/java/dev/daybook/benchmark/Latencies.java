package dev.daybook.benchmark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Latencies of commands or requests, in nanoseconds. */
final class Latencies {
    private final List<Long> taken = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failed = new AtomicInteger();

    void took(long nanoseconds) {
        taken.add(nanoseconds);
    }

    void failed() {
        failed.incrementAndGet();
    }

    void add(Latencies others) {
        taken.addAll(others.taken);
        failed.addAndGet(others.failed.get());
    }

    int count() {
        return taken.size();
    }

    int failures() {
        return failed.get();
    }

    /** Returns the latency that the given share of all did not exceed. */
    String percentile(double share) {
        return at(sorted(), share);
    }

    private long[] sorted() {
        return taken.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    String line(String when) {
        var sorted = sorted();
        return "| %s | %d | %s | %s | %s | %d |"
                .formatted(when, sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1), failed.get());
    }

    private static String at(long[] sorted, double share) {
        return sorted.length == 0 ? "–" : "%.1f ms".formatted(sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6);
    }
}
