package dev.daybook.graphql.socket;

import graphql.execution.preparsed.persisted.PersistedQuerySupport;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Messages of clients, validated as the protocol defines them before they are handled. */
sealed interface ClientMessage {
    record ConnectionInit(Map<String, Object> payload) implements ClientMessage {}

    /** @param payload a request with a document, as the body of a POST has it */
    record Subscribe(String id, Map<String, Object> payload) implements ClientMessage {}

    record Complete(String id) implements ClientMessage {}

    record Ping() implements ClientMessage {}

    record Pong() implements ClientMessage {}

    static ClientMessage read(String text, JsonMapper json) {
        var message = object(parse(text, json), "A message is a JSON object");
        return switch (String.valueOf(message.get("type"))) {
            case "connection_init" -> new ConnectionInit(credentials(payload(message)));
            case "subscribe" -> new Subscribe(id(message), request(message.get("payload")));
            case "complete" -> new Complete(id(message));
            case "ping" -> {
                payload(message);
                yield new Ping();
            }
            case "pong" -> {
                payload(message);
                yield new Pong();
            }
            default ->
                throw new InvalidMessage("The type of a message is connection_init, subscribe, complete, ping or pong");
        };
    }

    private static @Nullable Object parse(String text, JsonMapper json) {
        try {
            return json.readValue(text, Object.class);
        } catch (JacksonException e) {
            throw new InvalidMessage("A message is JSON");
        }
    }

    private static String id(Map<String, Object> message) {
        if (message.get("id") instanceof String id && !id.isEmpty()) {
            return id;
        }
        throw new InvalidMessage("The id of an operation is a string that is not empty");
    }

    private static Map<String, Object> payload(Map<String, Object> message) {
        var payload = message.get("payload");
        return payload == null ? Map.of() : object(payload, "A payload is an object");
    }

    private static Map<String, Object> credentials(Map<String, Object> payload) {
        payload.forEach((name, value) -> {
            if (name.equalsIgnoreCase("Authorization") && value != null && !(value instanceof String)) {
                throw new InvalidMessage("Authorization is a string");
            }
        });
        return payload;
    }

    private static Map<String, Object> request(@Nullable Object payload) {
        var request = object(payload, "The payload of subscribe is an object");
        if (!(request.get("query") instanceof String) && !isPersisted(request)) {
            throw new InvalidMessage("The query in the payload of subscribe is a string");
        }
        if (request.get("operationName") != null && !(request.get("operationName") instanceof String)) {
            throw new InvalidMessage("The operationName in the payload of subscribe is a string");
        }
        for (var part : new String[] {"variables", "extensions"}) {
            if (request.get(part) != null) {
                object(request.get(part), "The %s in the payload of subscribe are an object".formatted(part));
            }
        }
        return isPersisted(request) ? withMarker(request) : request;
    }

    /** The request as the engine takes it, for which a document is never absent. */
    private static Map<String, Object> withMarker(Map<String, Object> request) {
        var marked = new HashMap<>(request);
        marked.put("query", PersistedQuerySupport.PERSISTED_QUERY_MARKER);
        return marked;
    }

    /** True for a request with only the hash of a persisted query. */
    private static boolean isPersisted(Map<String, Object> request) {
        return request.get("query") == null
                && request.get("extensions") instanceof Map<?, ?> extensions
                && extensions.get("persistedQuery") != null;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object value, String reason) {
        if (value instanceof Map<?, ?> object) {
            // The keys of a JSON object are strings.
            return (Map<String, Object>) object;
        }
        throw new InvalidMessage(reason);
    }
}
