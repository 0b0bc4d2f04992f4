package dev.daybook.benchmark;

import dev.daybook.benchmark.RoundTripCounter.Counts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Statements and round trips of requests that come one by one, each when all is quiet: up to the answer, and in what
 * follows it.
 */
record SingleRequests(List<Counts> toAnswer, List<Counts> afterAnswer) {
    private static final int WARM_UP = 50;
    private static final int REQUESTS = 21;
    private static final long QUIET_MILLISECONDS = 100;
    private static final int LONGEST_NOISE = 50;

    static SingleRequests count(Workload workload, HttpConnection connection, RoundTripCounter counter)
            throws IOException, InterruptedException {
        for (int i = 0; i < WARM_UP; i++) {
            connection.request(workload);
        }
        var toAnswer = new ArrayList<Counts>();
        var afterAnswer = new ArrayList<Counts>();
        for (int i = 0; i < REQUESTS; i++) {
            var before = awaitQuiet(counter);
            connection.request(workload);
            var answered = counter.counts();
            toAnswer.add(answered.minus(before));
            afterAnswer.add(awaitQuiet(counter).minus(answered));
        }
        return new SingleRequests(toAnswer, afterAnswer);
    }

    private static Counts awaitQuiet(RoundTripCounter counter) throws InterruptedException {
        var last = counter.counts();
        for (int i = 0; i < LONGEST_NOISE; i++) {
            Thread.sleep(QUIET_MILLISECONDS);
            var now = counter.counts();
            if (now.equals(last)) {
                break;
            }
            last = now;
        }
        return last;
    }

    String statements() {
        return median(Counts::statements);
    }

    String roundTrips() {
        return median(Counts::roundTrips);
    }

    private String median(ToLongFunction<Counts> figure) {
        return median(toAnswer, figure) + " + " + median(afterAnswer, figure);
    }

    private static long median(List<Counts> counts, ToLongFunction<Counts> figure) {
        return counts.stream()
                .mapToLong(figure)
                .sorted()
                .skip(counts.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
