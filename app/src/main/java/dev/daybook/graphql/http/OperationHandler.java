package dev.daybook.graphql.http;

import dev.daybook.graphql.errors.ErrorCodes;
import java.util.List;
import java.util.Objects;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Answers what is posted by a client that takes JSON. What it has posted is known only when it has begun: a subscription
 * becomes events where the client says that it takes those too.
 */
@Component
class OperationHandler extends GraphQlHttpHandler {
    private final EventStreamHandler events;

    OperationHandler(WebGraphQlHandler graphQl, EventStreamHandler events) {
        super(graphQl);
        this.events = events;
    }

    /** Waits on the thread of the request, which is its own. */
    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        var begun = Objects.requireNonNull(response.block());
        if (!(begun.getExecutionResult().getData() instanceof Publisher)) {
            return super.prepareResponse(request, Mono.just(begun));
        }
        return takesEvents(request.headers().accept())
                ? events.of(request, begun)
                : super.prepareResponse(request, Mono.just(ErrorCodes.noEventsWanted(begun)));
    }

    /** Who takes anything has not thought of a stream that never ends. */
    static boolean takesEvents(List<MediaType> accepted) {
        return accepted.stream()
                .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM) && type.getQualityValue() > 0);
    }
}
