package dev.daybook.graphql.access;

import dev.daybook.database.RequestWaits;
import dev.daybook.security.Caller;
import dev.daybook.security.CallerResolver;
import dev.daybook.security.CallerUnknown;
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

/**
 * Interceptor that loads the caller anew for each operation of a WebSocket, which authenticates once and may live for
 * hours.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class WebSocketCallers implements WebGraphQlInterceptor {
    private final CallerResolver callers;

    WebSocketCallers(CallerResolver callers) {
        this.callers = callers;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (!(request instanceof WebSocketGraphQlRequest)) {
            return chain.next(request);
        }
        return Mono.deferContextual(context -> {
            RequestWaits.begin();
            @Nullable SecurityContext proof = context.getOrDefault(SecurityContext.class.getName(), null);
            var caller = reload(proof);
            request.configureExecutionInput(
                    (_, input) -> input.graphQLContext(caller).build());
            if (proof != null) {
                request.configureExecutionInput((_, input) -> input.graphQLContext(
                                Map.of(CurrentCaller.Proof.class, new CurrentCaller.Proof(proof)))
                        .build());
            }
            return OperationLogFields.naming(proof, chain.next(request));
        });
    }

    /** The caller, or why they are unknown, which matters only where somebody asks. */
    private Map<?, Object> reload(@Nullable SecurityContext proof) {
        try {
            return Map.of(Caller.class, callers.reload(proof));
        } catch (CallerUnknown unknown) {
            return Map.of(CallerUnknown.class, unknown);
        }
    }
}
