package dev.daybook.graphql.http;

import org.springframework.boot.graphql.autoconfigure.GraphQlProperties;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/** Answers a subscription over POST with server-sent events. */
@Component
class EventStreamHandler extends GraphQlSseHandler {
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
}
