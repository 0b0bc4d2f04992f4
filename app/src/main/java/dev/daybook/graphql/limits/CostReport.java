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
    /** The cost of an operation, and the most that it may be. */
    record Cost(long requested, long maximum) {}

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        var response = chain.next(request);
        return "report".equals(request.getHeaders().getFirst("GraphQL-Cost"))
                ? response.map(CostReport::withCost)
                : response;
    }

    /** The cost of a document that could not be parsed or validated is not known. */
    private static WebGraphQlResponse withCost(WebGraphQlResponse response) {
        Cost cost = response.getExecutionInput().getGraphQLContext().get(Cost.class);
        return cost == null
                ? response
                : response.transform(builder -> builder.extensions(Map.<Object, Object>of(
                        "cost", Map.of("requested", cost.requested(), "maximum", cost.maximum()))));
    }
}
