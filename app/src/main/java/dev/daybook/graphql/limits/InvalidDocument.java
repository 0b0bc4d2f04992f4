package dev.daybook.graphql.limits;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** A mistake in a document or its variables that the engine itself would answer with an exception. */
final class InvalidDocument extends AbortExecutionException {

    InvalidDocument(String message) {
        super(message);
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", "BAD_REQUEST");
    }
}
