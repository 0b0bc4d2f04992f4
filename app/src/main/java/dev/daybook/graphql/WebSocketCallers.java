package dev.daybook.graphql;

import dev.daybook.security.Callers;
import dev.daybook.security.Viewer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** A WebSocket shows its token once, and may live for hours: who is calling is asked for anew with each operation. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WebSocketCallers implements WebGraphQlInterceptor {
    private final Callers callers;

    WebSocketCallers(Callers callers) {
        this.callers = callers;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (!(request instanceof WebSocketGraphQlRequest)) {
            return chain.next(request);
        }
        return Mono.deferContextual(context -> {
            @Nullable SecurityContext proof = context.getOrDefault(SecurityContext.class.getName(), null);
            var viewer = callers.again(proof);
            request.configureExecutionInput((_, input) ->
                    input.graphQLContext(Map.of(Viewer.class, viewer)).build());
            if (proof != null) {
                request.configureExecutionInput(
                        (_, input) -> input.graphQLContext(Map.of(Viewers.Proof.class, new Viewers.Proof(proof)))
                                .build());
            }
            return chain.next(request);
        });
    }
}
