package dev.daybook.commands;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Adds actor, correlation id and causation id to the metadata of every message: {@code actor}, {@code correlationId}
 * (of the outermost command, shared by all that it causes) and {@code causationId} (of the direct cause).
 */
public final class ActorCorrelationProvider implements CorrelationDataProvider {
    public static final String CORRELATION_ID = "correlationId";
    public static final String CAUSATION_ID = "causationId";
    private static final String ANONYMOUS = new Actor.Anonymous().toString();

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var data = new HashMap<String, Object>(originOf(message));
        data.put(CAUSATION_ID, message.getIdentifier());
        return data;
    }

    /** Actor and correlation id of the message itself. */
    static Map<String, String> originOf(Message<?> message) {
        return Map.of(
                Actor.METADATA_KEY,
                message.getMetaData()
                        .getOrDefault(Actor.METADATA_KEY, ANONYMOUS)
                        .toString(),
                CORRELATION_ID,
                correlationIdOf(message));
    }

    /** The correlation id of the message itself; one that has none is the outermost. */
    public static String correlationIdOf(Message<?> message) {
        return message.getMetaData()
                .getOrDefault(CORRELATION_ID, message.getIdentifier())
                .toString();
    }
}
