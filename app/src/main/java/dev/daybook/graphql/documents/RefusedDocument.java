package dev.daybook.graphql.documents;

import graphql.execution.AbortExecutionException;
import java.util.Map;

/** Refuses a request whose document is not known, not trusted, or not the one of its hash. */
final class RefusedDocument extends AbortExecutionException {
    static final String NOT_FOUND = "PERSISTED_QUERY_NOT_FOUND";

    private final String code;

    private RefusedDocument(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The code and the message by which clients know that they have to send the query itself. */
    static RefusedDocument notFound() {
        return new RefusedDocument(NOT_FOUND, "PersistedQueryNotFound");
    }

    static RefusedDocument notTrusted() {
        return new RefusedDocument(
                "PERSISTED_QUERY_NOT_IN_LIST",
                "This shop takes only documents that it knows, and this is none of them");
    }

    static RefusedDocument malformed(String message) {
        return new RefusedDocument("BAD_REQUEST", message);
    }

    @Override
    public Map<String, Object> getExtensions() {
        return Map.of("code", code);
    }
}
