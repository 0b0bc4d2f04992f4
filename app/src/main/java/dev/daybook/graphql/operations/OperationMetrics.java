package dev.daybook.graphql.operations;

import dev.daybook.graphql.documents.PersistedQueries;
import dev.daybook.graphql.limits.CostedOperation;
import graphql.language.OperationDefinition.Operation;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/** Metrics of operations: how long each took and what it cost, by its name, its type and the code of its first error. */
@Component
class OperationMetrics {
    /** Number of names that are kept apart, beside those of trusted documents. */
    static final int NAMES = 100;

    private static final String CODE = "code";
    private static final String NO_CODE = "none";

    /** Of a request whose document could not be parsed or validated. */
    private static final Tags INVALID = tags("unknown", "unknown");

    private final OperationNames names;
    private final MeterProvider<Timer> timer;
    private final MeterProvider<DistributionSummary> cost;
    /** Kept by type and name, since the registry would make the tags anew to find them. */
    private final Map<Operation, Map<String, OfOperation>> operations = new EnumMap<>(Operation.class);

    OperationMetrics(PersistedQueries documents, MeterRegistry meters) {
        names = new OperationNames(documents.trustedNames(), NAMES);
        timer = Timer.builder("daybook.graphql.operations")
                .description("Operations up to their response; a subscription up to its begin")
                .withRegistry(meters);
        cost = DistributionSummary.builder("daybook.graphql.cost")
                .description("Cost that operations have asked for, refused ones too")
                .withRegistry(meters);
        for (var type : Operation.values()) {
            operations.put(type, new ConcurrentHashMap<>());
        }
    }

    private record OfOperation(Tags tags, Timer answered, DistributionSummary cost) {}

    private OfOperation ofOperation(String name, Operation type) {
        var tags = tags(name, type.name().toLowerCase(Locale.ROOT));
        return new OfOperation(tags, timer.withTags(tags.and(CODE, NO_CODE)), cost.withTags(tags));
    }

    private static Tags tags(String operation, String type) {
        return Tags.of("operation", operation, "type", type);
    }

    void record(WebGraphQlResponse response, long nanos) {
        var operation = CostedOperation.of(response);
        if (operation == null) {
            timed(INVALID, response).record(nanos, TimeUnit.NANOSECONDS);
            return;
        }
        var meters = Objects.requireNonNull(operations.get(operation.type()))
                .computeIfAbsent(names.tagOf(operation.name()), name -> ofOperation(name, operation.type()));
        meters.cost().record((double) operation.cost());
        (response.getErrors().isEmpty() ? meters.answered() : timed(meters.tags(), response))
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timed(Tags operation, WebGraphQlResponse response) {
        var code = response.getErrors().stream()
                .findFirst()
                .map(error -> String.valueOf(error.getExtensions().get(CODE)))
                .orElse(NO_CODE);
        return timer.withTags(operation.and(CODE, code));
    }
}
