package dev.daybook.publishing;

import dev.daybook.commands.Actor;
import dev.daybook.commands.ActorCorrelationProvider;
import dev.daybook.personaldata.PersonalDataEncryption;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes events as CloudEvents 1.0 in structured JSON. Attributes that may exceed 32 bits are text, as CloudEvents have no
 * larger integers.
 */
final class CloudEventWriter {
    /** Entries of the metadata that are published, and the attributes that they become. */
    private static final Map<String, String> ATTRIBUTES = Map.of(
            ActorCorrelationProvider.CORRELATION_ID,
            "correlationid",
            ActorCorrelationProvider.CAUSATION_ID,
            "causationid",
            "traceparent",
            "traceparent",
            "tracestate",
            "tracestate");

    private final PublishingSettings settings;
    private final PersonalDataEncryption personalData;
    private final Serializer serializer;
    /** Keeps numbers as they are, to the last digit. */
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    CloudEventWriter(PublishingSettings settings, PersonalDataEncryption personalData, Serializer serializer) {
        this.settings = settings;
        this.personalData = personalData;
        this.serializer = serializer;
    }

    /** @param tracked domain event with its position */
    String write(TrackedEventMessage<?> tracked) {
        var event = (DomainEventMessage<?>) tracked;
        var payload = event.serializePayload(serializer, String.class);
        var data = (ObjectNode) json.readTree(payload.getData());
        if (!settings.personalData()) {
            data.remove(personalData.fieldsOf(event.getPayloadType()));
        }
        var envelope = json.createObjectNode()
                .put("specversion", "1.0")
                .put("id", event.getIdentifier())
                .put("source", settings.source())
                .put("type", type(payload.getType()))
                .put("subject", event.getAggregateIdentifier())
                .put("time", event.getTimestamp().toString())
                .put("datacontenttype", "application/json")
                .put(
                        "position",
                        Long.toString(tracked.trackingToken().position().orElseThrow()))
                .put("aggregatetype", event.getType())
                .put("sequencenumber", Long.toString(event.getSequenceNumber()));
        addMetadata(event, envelope);
        envelope.set("data", data);
        return envelope.toString();
    }

    /** Another revision tells the same in another form, which is another type to who reads it. */
    private static String type(SerializedType type) {
        return type.getRevision() == null ? type.getName() : type.getName() + ".v" + type.getRevision();
    }

    /** Only what is known to tell of nobody but by an id. */
    private static void addMetadata(DomainEventMessage<?> event, ObjectNode envelope) {
        var metadata = event.getMetaData();
        switch (Actor.in(metadata)) {
            case Actor.User(var user) -> envelope.put("authtype", "app_user").put("authid", user.toString());
            case Actor.System(var name) -> envelope.put("authtype", "system").put("authid", name);
            case Actor.Anonymous() -> envelope.put("authtype", "unauthenticated");
        }
        ATTRIBUTES.forEach((entry, attribute) -> {
            if (metadata.get(entry) instanceof String value) {
                envelope.put(attribute, value);
            }
        });
    }
}
