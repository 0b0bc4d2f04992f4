package dev.daybook.graphql;

import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.deadline.Deadline;
import dev.daybook.graphql.errors.UserErrors;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.security.CallerResolver;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Wraps the data fetchers of mutations: refusals become data of the payload, and the caller is reloaded when an earlier
 * mutation of the request may have changed them.
 */
@Component
final class MutationRules {
    private final CallerResolver callers;
    private final UserErrors userErrors;

    MutationRules(CallerResolver callers, UserErrors userErrors) {
        this.callers = callers;
        this.userErrors = userErrors;
    }

    DataFetcher<?> forCurrentCaller(DataFetcher<?> mutation) {
        return Deadline.ofCommand(field -> {
            CurrentCaller.beforeMutation(field, callers);
            return mutation.get(field);
        });
    }

    DataFetcher<?> withRefusalsAsData(GraphQLFieldDefinition definition, DataFetcher<?> fetcher) {
        var nothingDone = emptyPayload((GraphQLObjectType) GraphQLTypeUtil.unwrapAll(definition.getType()));
        // Spring GraphQL passes an exception of a controller on as the error of a Mono.
        return field -> {
            // An earlier mutation of the same request may have loaded objects.
            BatchLoaders.clear(field);
            var answer = fetcher.get(field);
            return answer instanceof Mono<?> mono
                    ? mono.map(Object.class::cast).onErrorResume(thrown -> refusal(thrown, field, nothingDone))
                    : answer;
        };
    }

    private Mono<Object> refusal(Throwable thrown, DataFetchingEnvironment field, Map<String, Object> nothingDone) {
        var errors = userErrors.of(thrown, field.getArguments());
        if (errors.isEmpty()) {
            return Mono.error(thrown);
        }
        var payload = new HashMap<>(nothingDone);
        payload.put("userErrors", errors);
        Span.current()
                .setStatus(StatusCode.ERROR)
                .setAttribute("error.type", errors.getFirst().code().name());
        return Mono.just(payload);
    }

    /** The payload of a mutation that did nothing: no subject, and counts of zero. */
    private static Map<String, Object> emptyPayload(GraphQLObjectType payload) {
        var empty = new HashMap<String, Object>();
        for (var field : payload.getFieldDefinitions()) {
            var value = GraphQLTypeUtil.isNonNull(field.getType()) ? EmptyValue.of(field.getType()) : null;
            if (value != null) {
                empty.put(field.getName(), value);
            }
        }
        return empty;
    }
}
