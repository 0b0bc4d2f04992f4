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

    @Override
    public Map<String, ?> correlationDataFor(Message<?> message) {
        var data = new HashMap<String, Object>();
        var metadata = message.getMetaData();
        data.put(Actor.METADATA_KEY, metadata.getOrDefault(Actor.METADATA_KEY, new Actor.Anonymous().toString()));
        data.put(CORRELATION_ID, metadata.getOrDefault(CORRELATION_ID, message.getIdentifier()));
        data.put(CAUSATION_ID, message.getIdentifier());
        return data;
    }
}
