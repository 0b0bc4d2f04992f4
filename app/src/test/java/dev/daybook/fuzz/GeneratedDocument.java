package dev.daybook.fuzz;

import graphql.language.OperationDefinition.Operation;
import graphql.schema.GraphQLFieldDefinition;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A document with all that is sent with it.
 *
 * @param roots what is asked for, by the key of its answer
 */
record GeneratedDocument(
        Operation operation,
        String query,
        Map<String, @Nullable Object> variables,
        Map<String, GraphQLFieldDefinition> roots) {
    GeneratedDocument withQuery(String other) {
        return new GeneratedDocument(operation, other, variables, Map.of());
    }

    String json() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("query", query);
        if (!variables.isEmpty()) {
            body.put("variables", variables);
        }
        return Notation.json(body);
    }
}
