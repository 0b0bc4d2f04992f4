package dev.daybook.commands;

import java.util.HashMap;
import java.util.Map;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.correlation.CorrelationDataProvider;

/**
 * Says in the metadata of every event who did it and what it came from: {@code actor}, {@code correlationId} (the
 * outermost command, which everything that came of it shares) and {@code causationId} (the message right before).
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
