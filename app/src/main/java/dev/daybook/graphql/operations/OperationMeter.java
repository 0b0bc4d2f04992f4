package dev.daybook.graphql.operations;

import dev.daybook.graphql.errors.ErrorCodes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Recorder;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Meter of all operations of this node, outside of whatever answers or refuses them. The last periods are kept, so that
 * operators see where something began without a system of their own that collects figures.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationMeter implements WebGraphQlInterceptor {
    private static final int PERIOD_SECONDS = 15;
    private static final int KEPT = (int) Duration.ofMinutes(15).toSeconds() / PERIOD_SECONDS;
    private static final int DIGITS = 2;

    private final OperationMetrics metrics;
    private final Recorder micros = new Recorder(DIGITS);
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final Deque<OperationLoad> periods = new ArrayDeque<>();
    private Instant since = Instant.now();

    OperationMeter(OperationMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var began = System.nanoTime();
        return chain.next(request).doOnNext(response -> record(response, System.nanoTime() - began));
    }

    private void record(WebGraphQlResponse response, long nanos) {
        micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
        metrics.record(response, nanos);
        if (!response.getErrors().isEmpty()) {
            (ErrorCodes.isFailure(response) ? failed : refused).incrementAndGet();
        }
    }

    @Scheduled(initialDelay = PERIOD_SECONDS, fixedRate = PERIOD_SECONDS, timeUnit = TimeUnit.SECONDS)
    synchronized void endPeriod() {
        periods.addLast(
                OperationLoad.of(since, micros.getIntervalHistogram(), refused.getAndSet(0), failed.getAndSet(0)));
        since = Instant.now();
        if (periods.size() > KEPT) {
            periods.removeFirst();
        }
    }

    /** The last periods that are over, oldest first. */
    synchronized List<OperationLoad> periods() {
        return List.copyOf(periods);
    }
}
