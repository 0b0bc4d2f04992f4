package dev.daybook.graphql.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.graphql.documents.PersistedQueries;
import dev.daybook.graphql.limits.CostedOperation;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.language.OperationDefinition.Operation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

class OperationMeterTest {
    private static final WebGraphQlRequest REQUEST = new WebGraphQlRequest(
            URI.create("http://shop/graphql"),
            new HttpHeaders(),
            null,
            null,
            Map.of(),
            Map.of("query", "{ a }"),
            "1",
            Locale.ENGLISH);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PersistedQueries documents = mock();
    private final OperationMeter meter;

    OperationMeterTest() {
        when(documents.trustedNames()).thenReturn(Stream.of("Ours"));
        meter = new OperationMeter(new OperationMetrics(documents, registry));
    }

    @Test
    void an_error_of_the_client_is_a_refusal_and_one_of_the_shop_a_failure() {
        Stream.of("BAD_REQUEST", "FORBIDDEN", "INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED")
                .forEach(code -> answer(
                        Mono.just(response(ExecutionResult.newExecutionResult().addError(error(code))))));
        answer(Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of()))));
        meter.endPeriod();
        var load = meter.periods().getLast();
        assertThat(load.operations()).isEqualTo(6);
        assertThat(load.refused()).isEqualTo(2);
        assertThat(load.failed()).isEqualTo(3);
    }

    @Test
    void half_of_them_take_no_longer_than_nearly_all() {
        IntStream.range(0, 9)
                .forEach(_ -> answer(
                        Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of())))));
        meter.endPeriod();
        var load = meter.periods().getLast();
        var slowest = Objects.requireNonNull(load.p99Millis());
        assertThat(slowest).isPositive();
        assertThat(load.medianMillis()).isNotNegative().isLessThanOrEqualTo(slowest);
    }

    @Test
    void a_period_begins_anew_and_without_operations_there_is_no_time() {
        answer(Mono.just(response(ExecutionResult.newExecutionResult().addError(error("INTERNAL")))));
        meter.endPeriod();
        meter.endPeriod();
        var load = meter.periods().getLast();
        assertThat(load.operations()).isZero();
        assertThat(load.failed()).isZero();
        assertThat(load.medianMillis()).isNull();
        assertThat(load.since()).isAfterOrEqualTo(meter.periods().getFirst().since());
    }

    @Test
    void no_more_than_fifteen_minutes_are_kept() {
        IntStream.range(0, 100).forEach(_ -> meter.endPeriod());
        assertThat(meter.periods()).hasSize(60);
    }

    @Test
    void an_operation_is_timed_by_its_name_its_type_and_the_code_of_its_first_error() {
        answer(Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of()), "Ours")));
        answer(Mono.just(response(ExecutionResult.newExecutionResult().addError(error("FORBIDDEN")), "Ours")));
        answer(Mono.just(response(ExecutionResult.newExecutionResult().addError(error("BAD_REQUEST")))));
        assertThat(timed("Ours", "query", "none")).isEqualTo(1);
        assertThat(timed("Ours", "query", "FORBIDDEN")).isEqualTo(1);
        assertThat(timed("unknown", "unknown", "BAD_REQUEST"))
                .as("its document was not valid")
                .isEqualTo(1);
        assertThat(registry.get("daybook.graphql.cost")
                        .tags("operation", "Ours", "type", "query")
                        .summary()
                        .totalAmount())
                .isEqualTo(14);
    }

    @Test
    void clients_choose_no_more_than_a_hundred_names_beside_those_of_trusted_documents() {
        IntStream.range(0, 150)
                .forEach(i -> answer(
                        Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of()), "Name" + i))));
        answer(Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of()), "Ours")));
        answer(Mono.just(response(ExecutionResult.newExecutionResult().data(Map.of()), null)));
        assertThat(timed("Name99", "query", "none")).isEqualTo(1);
        assertThat(timed("other", "query", "none")).isEqualTo(50);
        assertThat(timed("Ours", "query", "none")).isEqualTo(1);
        assertThat(timed("anonymous", "query", "none")).isEqualTo(1);
        assertThat(registry.find("daybook.graphql.operations").timers()).hasSize(103);
    }

    private long timed(String operation, String type, String code) {
        return registry.get("daybook.graphql.operations")
                .tags("operation", operation, "type", type, "code", code)
                .timer()
                .count();
    }

    private static WebGraphQlResponse response(ExecutionResult.Builder<?> result, @Nullable String operation) {
        var response = response(result);
        response.getExecutionInput()
                .getGraphQLContext()
                .put(CostedOperation.class, new CostedOperation(Operation.QUERY, operation, 7, 10));
        return response;
    }

    private void answer(Mono<WebGraphQlResponse> response) {
        meter.intercept(REQUEST, _ -> response).block();
    }

    private static WebGraphQlResponse response(ExecutionResult.Builder<?> result) {
        var input = ExecutionInput.newExecutionInput("{ a }").build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(input, result.build()));
    }

    private static GraphQLError error(String code) {
        return GraphQLError.newError()
                .message("No")
                .extensions(Map.of("code", code))
                .build();
    }
}
