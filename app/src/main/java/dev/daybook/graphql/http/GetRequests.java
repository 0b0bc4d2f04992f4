package dev.daybook.graphql.http;

import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.language.OperationDefinition.Operation;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Refuses mutations by GET, which browsers and proxies send ahead and again as they like. */
@Component
@Order(0)
class GetRequests extends SimplePerformantInstrumentation implements WebGraphQlInterceptor {
    /** Attribute of requests that came by GET. */
    static final String ATTRIBUTE = GetRequests.class.getName();

    private static final String REFUSED = ATTRIBUTE + ".refused";

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (request.getAttributes().get(ATTRIBUTE) == null) {
            return chain.next(request);
        }
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(ATTRIBUTE, true)).build());
        return chain.next(request).doOnNext(response -> {
            if (isRefused(response)) {
                response.getResponseHeaders().set(HttpHeaders.ALLOW, HttpMethod.POST.name());
            }
        });
    }

    @Override
    public InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        var execution = parameters.getExecutionContext();
        var context = execution.getGraphQLContext();
        if (context.hasKey(ATTRIBUTE) && execution.getOperationDefinition().getOperation() == Operation.MUTATION) {
            context.put(REFUSED, true);
            throw new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
                    .message("A mutation is sent by POST")
                    .extensions(Map.of("code", "BAD_REQUEST"))
                    .build()));
        }
        return SimpleInstrumentationContext.noOp();
    }

    static boolean isRefused(WebGraphQlResponse response) {
        return response.getExecutionInput().getGraphQLContext().hasKey(REFUSED);
    }
}
