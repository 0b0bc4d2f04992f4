package dev.daybook.graphql.operations;

import dev.daybook.graphql.documents.PersistedQueries;
import dev.daybook.graphql.limits.CostedOperation;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/** Metrics of operations: how long each took and what it cost, by its name, its type and the code of its first error. */
@Component
class OperationMetrics {
    /** Number of names that are kept apart, beside those of trusted documents. */
    static final int NAMES = 100;

    /** Of a request whose document could not be parsed or validated. */
    private static final String UNKNOWN = "unknown";

    private final OperationNames names;
    private final MeterProvider<Timer> timer;
    private final MeterProvider<DistributionSummary> cost;
    /** Kept, since the registry would make the tags anew to find them. */
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();

    private final Map<Kind, DistributionSummary> costs = new ConcurrentHashMap<>();

    OperationMetrics(PersistedQueries documents, MeterRegistry meters) {
        names = new OperationNames(documents.trustedNames(), NAMES);
        timer = Timer.builder("daybook.graphql.operations")
                .description("Operations up to their response; a subscription up to its begin")
                .withRegistry(meters);
        cost = DistributionSummary.builder("daybook.graphql.cost")
                .description("Cost that operations have asked for, refused ones too")
                .withRegistry(meters);
    }

    private record Kind(String operation, String type) {
        private Tags tags() {
            return Tags.of("operation", operation, "type", type);
        }
    }

    private record Series(Kind kind, String code) {}

    void record(WebGraphQlResponse response, long nanos) {
        var operation = CostedOperation.of(response);
        var kind = operation == null
                ? new Kind(UNKNOWN, UNKNOWN)
                : new Kind(
                        names.tagOf(operation.name()), operation.type().name().toLowerCase(Locale.ROOT));
        timers.computeIfAbsent(
                        new Series(kind, codeOf(response)),
                        series -> timer.withTags(series.kind().tags().and("code", series.code())))
                .record(nanos, TimeUnit.NANOSECONDS);
        if (operation != null) {
            costs.computeIfAbsent(kind, _ -> cost.withTags(kind.tags())).record((double) operation.cost());
        }
    }

    private static String codeOf(WebGraphQlResponse response) {
        var errors = response.getErrors();
        return errors.isEmpty()
                ? "none"
                : String.valueOf(errors.getFirst().getExtensions().get("code"));
    }
}
