package dev.daybook.graphql.http;

import jakarta.servlet.http.HttpServletRequest;
import org.reactivestreams.Publisher;
import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Answers a subscription over POST with server-sent events. */
@Component
class EventStreamHandler extends GraphQlSseHandler {
    private final Sinks.Empty<Void> stop = Sinks.empty();
    private volatile boolean stopping;

    EventStreamHandler(WebGraphQlHandler graphQl, GraphQlProperties properties) {
        super(
                graphQl,
                properties.getHttp().getSse().getTimeout(),
                properties.getHttp().getSse().getKeepAlive());
    }

    /**
     * The event stream of an operation whose execution has already begun, since only that tells that it is a
     * subscription.
     */
    ServerResponse of(ServerRequest request, WebGraphQlResponse begun) {
        return prepareResponse(request, Mono.just(begun));
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        return super.prepareResponse(
                request,
                response.map(begun -> begun.getData() instanceof Publisher<?> events
                        ? begun.transform(builder -> builder.data(untilStop(events, request.servletRequest())))
                        : begun));
    }

    /** Before what the streams tell of ends. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        stop.tryEmitEmpty();
    }

    /**
     * Ends with the stop of the shop, but without the event {@code complete}, after which a client would not go on at
     * another node.
     */
    private Flux<?> untilStop(Publisher<?> events, HttpServletRequest request) {
        return Flux.<Object>from(events).takeUntilOther(stop.asMono()).concatWith(Mono.defer(() -> {
            if (!stopping) {
                return Mono.empty();
            }
            request.getAsyncContext().complete();
            return Mono.never();
        }));
    }
}
