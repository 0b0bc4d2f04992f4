package dev.daybook.graphql.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.AbortExecutionException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Cache of parsed and validated documents. It is bounded by length rather than by number, so that a few long documents
 * cannot fill the memory, and keeps no document with errors, so that nobody can fill it with rubbish.
 */
final class DocumentCache implements PreparsedDocumentProvider {

    private final Cache<String, PreparsedDocumentEntry> documents;

    DocumentCache(long maxCharacters) {
        documents = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(maxCharacters)
                .weigher((String document, PreparsedDocumentEntry parsed) -> document.length())
                .build();
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        var known = documents.getIfPresent(input.getQuery());
        return CompletableFuture.completedFuture(known != null ? known : prepare(input, parseAndValidate));
    }

    /**
     * Returns a refusal as an entry with errors rather than throwing it, so that instrumentations that observe the
     * request are told of its end.
     */
    private PreparsedDocumentEntry prepare(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        try {
            var prepared = parseAndValidate.apply(input);
            if (!prepared.hasErrors()) {
                documents.put(input.getQuery(), prepared);
            }
            return prepared;
        } catch (AbortExecutionException refusal) {
            return new PreparsedDocumentEntry(refusal);
        }
    }
}
