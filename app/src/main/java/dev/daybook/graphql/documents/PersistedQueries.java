package dev.daybook.graphql.documents;

import static graphql.execution.preparsed.persisted.PersistedQuerySupport.PERSISTED_QUERY_MARKER;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;

/**
 * Finds documents by the hash in {@code extensions.persistedQuery}: those of the manifests, and those that came with
 * their hash before. The latter are bounded by length, and only valid ones are kept, as in the cache of documents.
 */
@Component
public class PersistedQueries {
    private final TrustedDocuments trusted;
    private final Cache<String, String> documents;

    PersistedQueries(TrustedDocuments trusted, DocumentSettings settings) {
        this.trusted = trusted;
        documents = Caffeine.newBuilder()
                .executor(Runnable::run)
                .maximumWeight(settings.persistedSize().toBytes())
                .weigher((String hash, String document) -> hash.length() + document.length())
                .build();
    }

    /** Whether a response only asks the client for the document of its hash, which is no failure. */
    public static boolean asksForDocument(WebGraphQlResponse response) {
        return response.getErrors().stream()
                .anyMatch(error ->
                        RefusedDocument.NOT_FOUND.equals(error.getExtensions().get("code")));
    }

    /** The names of the operations that the shop knows of its own clients. */
    public Stream<String> trustedNames() {
        return trusted.operationNames();
    }

    /** Provider that replaces hashes by their documents before the other one prepares these. */
    public PreparsedDocumentProvider inFrontOf(PreparsedDocumentProvider prepared) {
        return (input, parse) -> {
            try {
                var hash = hashOf(input);
                var document = hash == null ? input.getQuery() : documentOf(hash, input.getQuery());
                if (!trusted.permit(document)) {
                    throw RefusedDocument.notTrusted();
                }
                return hash == null
                        ? prepared.getDocumentAsync(input, parse)
                        : prepare(hash, document, input, parse, prepared);
            } catch (RefusedDocument refusal) {
                return CompletableFuture.completedFuture(new PreparsedDocumentEntry(refusal));
            }
        };
    }

    private static @Nullable String hashOf(ExecutionInput input) {
        return switch (input.getExtensions().get("persistedQuery")) {
            case null -> null;
            case Map<?, ?> persisted
            when persisted.get("sha256Hash") instanceof String hash
                    && Integer.valueOf(1).equals(persisted.get("version")) -> hash;
            default ->
                throw RefusedDocument.malformed(
                        "A \"persistedQuery\" has \"version\": 1 and a \"sha256Hash\" in hexadecimal");
        };
    }

    private String documentOf(String hash, String sent) {
        var listed = trusted.find(hash);
        var known = listed == null ? documents.getIfPresent(hash) : listed;
        if (sent.equals(PERSISTED_QUERY_MARKER)) {
            if (known == null) {
                throw trusted.areOnlyOnes() ? RefusedDocument.notTrusted() : RefusedDocument.notFound();
            }
            return known;
        }
        if (!sent.equals(known) && !sha256(sent).equals(hash)) {
            throw RefusedDocument.malformed("The \"sha256Hash\" is not that of the \"query\"");
        }
        return sent;
    }

    private CompletableFuture<PreparsedDocumentEntry> prepare(
            String hash,
            String document,
            ExecutionInput input,
            Function<ExecutionInput, PreparsedDocumentEntry> parse,
            PreparsedDocumentProvider prepared) {
        return prepared.getDocumentAsync(input.transform(copy -> copy.query(document)), parse)
                .thenApply(entry -> {
                    if (!entry.hasErrors()) {
                        documents.asMap().putIfAbsent(hash, document);
                    }
                    return entry;
                });
    }

    private static String sha256(String document) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(document.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
