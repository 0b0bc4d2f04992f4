package dev.daybook.graphql.limits;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** Top-level error that names the exceeded limit and the actual value. */
final class QueryTooComplex extends AbortExecutionException {

    QueryTooComplex(String message) {
        super(message);
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", "QUERY_TOO_COMPLEX");
    }
}
