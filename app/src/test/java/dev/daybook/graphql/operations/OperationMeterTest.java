package dev.daybook.graphql.operations;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    private final OperationMeter meter = new OperationMeter();

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
