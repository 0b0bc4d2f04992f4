package dev.daybook.graphql.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Documents of the manifests, by the ids that they have there. Apollo's tool writes a list of operations, Relay's compiler
 * an object that has a document for each id.
 */
@Component
final class TrustedDocuments {
    private static final String APOLLO = "apollo-persisted-query-manifest";

    private static final Pattern OPERATION = Pattern.compile("\\b(?:query|mutation|subscription)\\s+([_A-Za-z]\\w*)");

    private final Map<String, String> byId = new HashMap<>();
    private final Set<String> documents;
    private final boolean onlyOnes;

    TrustedDocuments(DocumentSettings settings, JsonMapper json) {
        settings.manifests().forEach(manifest -> byId.putAll(read(manifest, json)));
        documents = Set.copyOf(byId.values());
        onlyOnes = settings.trustedOnly();
    }

    @Nullable String find(String id) {
        return byId.get(id);
    }

    /** The names of the operations in them. */
    Stream<String> operationNames() {
        return documents.stream()
                .flatMap(document -> OPERATION.matcher(document).results())
                .map(found -> found.group(1));
    }

    /** Whether no other documents are taken. */
    boolean areOnlyOnes() {
        return onlyOnes;
    }

    boolean permit(String document) {
        return !onlyOnes || documents.contains(document);
    }

    private static Map<String, String> read(Path manifest, JsonMapper json) {
        Map<String, String> found;
        try {
            found = documentsOf(json.readTree(Files.readString(manifest)));
        } catch (IOException | JacksonException e) {
            throw refusal(manifest, "It cannot be read: " + e);
        }
        if (found.isEmpty() || found.containsKey("") || found.containsValue("")) {
            throw refusal(manifest, "It is no manifest of Apollo or Relay, with an id and a text for each document");
        }
        return found;
    }

    private static Map<String, String> documentsOf(JsonNode manifest) {
        var found = new HashMap<String, String>();
        if (manifest.path("format").asString("").equals(APOLLO)) {
            manifest.path("operations")
                    .valueStream()
                    .forEach(operation -> found.put(text(operation.path("id")), text(operation.path("body"))));
        } else {
            manifest.propertyStream().forEach(document -> found.put(document.getKey(), text(document.getValue())));
        }
        return found;
    }

    private static String text(JsonNode value) {
        return value.stringValueOpt().orElse("");
    }

    private static InvalidConfigurationPropertyValueException refusal(Path manifest, String reason) {
        return new InvalidConfigurationPropertyValueException("daybook.documents.manifests", manifest, reason);
    }
}
