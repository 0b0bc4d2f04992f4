package dev.daybook.graphql.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.support.SerializableGraphQlRequest;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads JSON of clients, in a body or over a WebSocket, with bounds on its depth, its number of values and the length
 * of names and numbers, so that a small text cannot become a large heap.
 */
@Component
public class RequestJson {
    static final int MAX_DEPTH = 32;
    static final int MAX_TOKENS = 10_000;
    static final int MAX_NAME = 100;
    static final int MAX_NUMBER = 64;

    static final String CUT_SHORT = "The body ended too early";

    private static final String BEYOND_LIMITS =
            "JSON may be at most %d levels deep and have at most %d tokens, names of %d characters and numbers of %d"
                    .formatted(MAX_DEPTH, MAX_TOKENS, MAX_NAME, MAX_NUMBER);

    private final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS)
                            .maxNameLength(MAX_NAME)
                            .maxNumberLength(MAX_NUMBER)
                            .build())
                    .build())
            .build();

    /** The mapper with these bounds, for reading and writing. */
    public JsonMapper mapper() {
        return mapper;
    }

    /** Reads the request in a body. Of its extensions, only that of a persisted query is looked at. */
    SerializableGraphQlRequest read(InputStream body) {
        if (read(() -> mapper.readValue(body, Object.class), "body") instanceof Map<?, ?> object) {
            return request(object);
        }
        throw RefusedRequest.unreadable("The body must be one JSON object with a \"query\"; there are no batches");
    }

    /** Reads a parameter in the address of a request; null when it is absent. */
    @Nullable Object readParameter(HttpServletRequest request, String name) {
        var value = request.getParameter(name);
        return value == null ? null : read(() -> mapper.readValue(value, Object.class), "parameter " + name);
    }

    private static @Nullable Object read(Supplier<@Nullable Object> json, String where) {
        try {
            return json.get();
        } catch (StreamConstraintsException e) {
            throw RefusedRequest.unreadable(BEYOND_LIMITS);
        } catch (JacksonIOException e) {
            throw RefusedRequest.unreadable(CUT_SHORT);
        } catch (JacksonException e) {
            throw RefusedRequest.unreadable("The %s is not JSON".formatted(where));
        }
    }

    private static SerializableGraphQlRequest request(Map<?, ?> body) {
        var query = text(body, "query");
        var extensions = object(body, "extensions");
        var request = new SerializableGraphQlRequest();
        request.setOperationName(text(body, "operationName"));
        request.setVariables(object(body, "variables"));
        var persisted = extensions.get("persistedQuery");
        if (persisted != null) {
            request.setExtensions(Map.of("persistedQuery", persisted));
        }
        if (query != null && !query.isBlank()) {
            request.setQuery(query);
        } else if (persisted == null) {
            throw RefusedRequest.unreadable("There is no \"query\"");
        }
        return request;
    }

    private static @Nullable String text(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> null;
            case String text -> text;
            default -> throw RefusedRequest.unreadable("\"%s\" must be a string".formatted(name));
        };
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Map<?, ?> body, String name) {
        return switch (body.get(name)) {
            case null -> Map.of();
            case Map<?, ?> object -> (Map<String, @Nullable Object>) object;
            default -> throw RefusedRequest.unreadable("\"%s\" must be an object".formatted(name));
        };
    }
}
