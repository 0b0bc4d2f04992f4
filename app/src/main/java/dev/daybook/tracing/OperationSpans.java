package dev.daybook.tracing;

import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.Field;
import graphql.language.OperationDefinition;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import java.util.Locale;
import java.util.Objects;
import org.springframework.core.Ordered;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Mono;

/**
 * A span for each GraphQL operation, with the code of its first error; of a subscription until it begins. The document and
 * its variables stay out of it.
 */
final class OperationSpans extends SimplePerformantInstrumentation implements WebGraphQlInterceptor, Ordered {
    private final Tracer tracer;

    OperationSpans(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return Mono.using(
                () -> ActiveSpan.start(tracer.spanBuilder("GraphQL operation")),
                span -> chain.next(request).doOnNext(response -> noteErrors(response, span)),
                ActiveSpan::close);
    }

    private static void noteErrors(WebGraphQlResponse response, ActiveSpan span) {
        response.getErrors().stream()
                .map(error -> String.valueOf(error.getExtensions().get("code")))
                .findFirst()
                .ifPresent(span::failed);
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var operation = parameters.getExecutionContext().getOperationDefinition();
        var type = operation.getOperation().name().toLowerCase(Locale.ROOT);
        Span.current()
                .updateName(type + " " + nameOf(operation))
                .setAttribute("graphql.operation.type", type)
                .setAttribute("graphql.operation.name", nameOf(operation));
        return SimpleInstrumentationContext.noOp();
    }

    /** The name that the client has given it, or that of its first field. */
    private static String nameOf(OperationDefinition operation) {
        return Objects.requireNonNullElseGet(
                operation.getName(),
                () -> operation.getSelectionSet().getSelectionsOfType(Field.class).stream()
                        .map(Field::getName)
                        .findFirst()
                        .orElse("anonymous"));
    }
}
