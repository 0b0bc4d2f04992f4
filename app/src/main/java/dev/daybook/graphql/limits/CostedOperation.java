package dev.daybook.graphql.limits;

import graphql.language.OperationDefinition.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.ExecutionGraphQlResponse;

/**
 * Operation of a valid document with its cost, whether it was executed or refused.
 *
 * @param name as the client has chosen it
 * @param maximum the most that it may cost
 */
public record CostedOperation(Operation type, @Nullable String name, long cost, long maximum) {
    /** The operation of a response; none when its document could not be parsed or validated. */
    public static @Nullable CostedOperation of(ExecutionGraphQlResponse response) {
        return response.getExecutionInput().getGraphQLContext().get(CostedOperation.class);
    }
}
