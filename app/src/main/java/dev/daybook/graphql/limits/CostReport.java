package dev.daybook.graphql.limits;

import java.util.Map;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reports the cost of an operation, done or refused, to a client that asks for it by {@code GraphQL-Cost: report}. */
@Component
class CostReport implements WebGraphQlInterceptor {
    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var response = chain.next(request);
        return "report".equals(request.getHeaders().getFirst("GraphQL-Cost"))
                ? response.map(CostReport::withCost)
                : response;
    }

    private static WebGraphQlResponse withCost(WebGraphQlResponse response) {
        var operation = CostedOperation.of(response);
        return operation == null
                ? response
                : response.transform(builder -> builder.extensions(Map.<Object, Object>of(
                        "cost", Map.of("requested", operation.cost(), "maximum", operation.maximum()))));
    }
}
