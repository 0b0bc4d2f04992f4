package dev.daybook.graphql;

import dev.daybook.security.ClientAddress;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Where a field is asked for from. What comes over a WebSocket comes from where the connection was opened. */
@Component
class ClientAddresses implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var address = ClientAddress.of(request.getRemoteAddress());
        request.configureExecutionInput((_, input) ->
                input.graphQLContext(Map.of(ClientAddress.class, address)).build());
        return chain.next(request);
    }

    static ClientAddress of(DataFetchingEnvironment field) {
        return field.getGraphQlContext().getOrDefault(ClientAddress.class, ClientAddress.of(null));
    }
}
