package dev.daybook.graphql.limits;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** The refusal as the client sees it: one top-level error that names the limit and by how much it was missed. */
final class QueryTooComplex extends AbortExecutionException {

    QueryTooComplex(String message) {
        super(message);
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", "QUERY_TOO_COMPLEX");
    }
}
