package dev.daybook.graphql.http;

import dev.daybook.graphql.documents.PersistedQueries;
import dev.daybook.graphql.errors.ErrorCodes;
import java.util.List;
import java.util.Objects;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlHttpHandler;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.Mono;

/**
 * Handles operations of clients that accept JSON. Only the begun execution tells a subscription, which becomes an
 * event stream for a client that accepts that too.
 */
@Component
class OperationHandler extends GraphQlHttpHandler {
    private final EventStreamHandler events;

    OperationHandler(WebGraphQlHandler graphQl, EventStreamHandler events) {
        super(graphQl);
        this.events = events;
    }

    /** Blocks the thread of the request, which is a virtual one of its own. */
    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        var begun = Objects.requireNonNull(response.block());
        if (!(begun.getExecutionResult().getData() instanceof Publisher)) {
            return super.prepareResponse(request, Mono.just(begun));
        }
        return acceptsEventStream(request.headers().accept())
                ? events.of(request, begun)
                : super.prepareResponse(request, Mono.just(ErrorCodes.eventStreamNotAccepted(begun)));
    }

    /** What lacked the database is sent again by a client, or a proxy, that knows nothing of GraphQL. */
    @Override
    protected HttpStatus selectResponseStatus(WebGraphQlResponse response, MediaType type) {
        if (GetRequests.isRefused(response)) {
            return HttpStatus.METHOD_NOT_ALLOWED;
        }
        if (PersistedQueries.asksForDocument(response)) {
            return HttpStatus.OK;
        }
        return ErrorCodes.statusOf(response).orElseGet(() -> super.selectResponseStatus(response, type));
    }

    /**
     * True only for a client that names event streams: one that accepts any type does not expect an endless response.
     */
    static boolean acceptsEventStream(List<MediaType> accepted) {
        return accepted.stream()
                .anyMatch(type -> type.equalsTypeAndSubtype(MediaType.TEXT_EVENT_STREAM) && type.getQualityValue() > 0);
    }
}
