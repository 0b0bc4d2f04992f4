package dev.daybook.graphql.http;

import graphql.execution.AbortExecutionException;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Ignores the exception with which the engine stops when a client disconnects in the middle of an event. */
@Component
class ClientDisconnects implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request)
                .map(response -> response.getExecutionResult().getData() instanceof Publisher<?> events
                        ? response.transform(builder -> builder.data(quiet(events)))
                        : response);
    }

    private static Flux<?> quiet(Publisher<?> events) {
        return Flux.<Object>from(events).onErrorComplete(AbortExecutionException.class);
    }
}
