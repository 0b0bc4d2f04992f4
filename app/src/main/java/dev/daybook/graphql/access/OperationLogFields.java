package dev.daybook.graphql.access;

import dev.daybook.commands.LogFields;
import dev.daybook.security.CallerAuthentication;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Interceptor that names the caller in all log lines of an operation, outside of whatever refuses it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class OperationLogFields implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return naming(SecurityContextHolder.getContext(), chain.next(request));
    }

    /** The response, while it is made for the caller of this authentication. */
    static Mono<WebGraphQlResponse> naming(@Nullable SecurityContext proof, Mono<WebGraphQlResponse> response) {
        return Mono.using(() -> LogFields.of(CallerAuthentication.actorOf(proof)), _ -> response, LogFields::close);
    }
}
