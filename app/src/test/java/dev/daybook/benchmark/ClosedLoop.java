package dev.daybook.benchmark;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Load of 16 connections, each of which sends its next request when the last one is answered. */
final class ClosedLoop implements AutoCloseable {
    static final int CONNECTIONS = 16;

    private static final double STILL = 0.05;

    private final List<LoadConnection> connections = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS);
    private long answered;

    ClosedLoop(Callable<? extends LoadConnection> connect) throws Exception {
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(connect.call());
        }
    }

    /** Requests of one span of time; failed ones are counted in the latencies, too. */
    record Window(Latencies latencies, double seconds) {
        double perSecond() {
            return latencies.count() / seconds;
        }
    }

    /** Returns the number of requests that have been answered as expected since the beginning. */
    long answered() {
        return answered;
    }

    /** Runs until the throughput of two windows in a row differs by at most 5 %, or the limit is reached. */
    Duration warmUp(Workload workload, Duration window, Duration limit) throws InterruptedException {
        var spent = window;
        var last = run(workload, window).perSecond();
        while (spent.compareTo(limit) < 0) {
            var next = run(workload, window).perSecond();
            spent = spent.plus(window);
            if (Math.abs(next - last) <= STILL * last) {
                break;
            }
            last = next;
        }
        return spent;
    }

    /** Ends with the answers to the requests that were under way when the time was over. */
    Window run(Workload workload, Duration time) throws InterruptedException {
        var begin = System.nanoTime();
        var end = begin + time.toNanos();
        var latencies = new Latencies();
        var loops = connections.stream()
                .map(connection -> (Callable<Latencies>) () -> requestUntil(end, connection, workload))
                .toList();
        for (var loop : threads.invokeAll(loops)) {
            try {
                latencies.add(loop.get());
            } catch (ExecutionException e) {
                throw new IllegalStateException("The load has broken off", e.getCause());
            }
        }
        answered += latencies.count() - latencies.failures();
        return new Window(latencies, (System.nanoTime() - begin) / 1e9);
    }

    private static Latencies requestUntil(long end, LoadConnection connection, Workload workload)
            throws IOException, SQLException {
        var random = new SplittableRandom();
        var latencies = new Latencies();
        for (var begin = System.nanoTime(); begin < end; ) {
            var expected = connection.request(workload.next(random));
            var now = System.nanoTime();
            latencies.took(now - begin);
            if (!expected) {
                latencies.failed();
            }
            begin = now;
        }
        return latencies;
    }

    @Override
    public void close() throws IOException, SQLException {
        threads.shutdownNow();
        for (var connection : connections) {
            connection.close();
        }
    }
}
