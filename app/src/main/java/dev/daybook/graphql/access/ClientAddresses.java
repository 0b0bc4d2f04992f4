package dev.daybook.graphql.access;

import dev.daybook.graphql.quota.CostRate;
import dev.daybook.graphql.quota.Origin;
import dev.daybook.security.ClientAddress;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Interceptor that tells data fetchers the client address of an operation, and lets the address pay for the request; over
 * a WebSocket it is that of the handshake.
 */
@Component
public class ClientAddresses implements WebGraphQlInterceptor {
    private static final Origin UNKNOWN = new Origin(ClientAddress.of(null), null);

    private final CostRate rate;

    ClientAddresses(CostRate rate) {
        this.rate = rate;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var socket = request instanceof WebSocketGraphQlRequest onSocket
                ? onSocket.getSessionInfo().getId()
                : null;
        var origin = new Origin(ClientAddress.of(request.getRemoteAddress()), socket);
        rate.takeBase(origin.address());
        request.configureExecutionInput(
                (_, input) -> input.graphQLContext(Map.of(Origin.class, origin)).build());
        return chain.next(request);
    }

    public static ClientAddress of(DataFetchingEnvironment field) {
        return originOf(field).address();
    }

    public static Origin originOf(DataFetchingEnvironment field) {
        return originOf(field.getGraphQlContext());
    }

    public static Origin originOf(GraphQLContext context) {
        return context.getOrDefault(Origin.class, UNKNOWN);
    }
}
