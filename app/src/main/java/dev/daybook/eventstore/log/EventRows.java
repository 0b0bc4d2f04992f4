package dev.daybook.eventstore.log;

import static java.util.stream.Collectors.toSet;

import com.google.crypto.tink.Aead;
import dev.daybook.commands.Actor;
import dev.daybook.commands.ActorCorrelationProvider;
import dev.daybook.personaldata.KeySource;
import dev.daybook.personaldata.PersonalDataEncryption;
import dev.daybook.personaldata.PersonalKeyring;
import dev.daybook.users.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventUtils;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedDomainEventData;
import org.axonframework.eventhandling.TrackedEventData;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.SerializedMetaData;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcaster;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Maps rows of {@code domain_events} to events. Rows are read first and decrypted together, so that the keys of
 * personal data are fetched once for many.
 */
public final class EventRows {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Serializer serializer;
    private final EventUpcaster upcasters;
    private final PersonalDataEncryption encryption;
    private final PersonalKeyring keyring;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    public EventRows(
            Serializer serializer,
            EventUpcaster upcasters,
            PersonalDataEncryption encryption,
            PersonalKeyring keyring) {
        this.serializer = serializer;
        this.upcasters = upcasters;
        this.encryption = encryption;
        this.keyring = keyring;
    }

    /** Reads a row, and leaves its personal data encrypted. */
    public StoredEvent read(ResultSet row) throws SQLException {
        var type = new SimpleSerializedType(row.getString("type"), row.getString("revision"));
        return new StoredEvent(
                row.getLong("position"),
                row.getString("aggregate_type"),
                row.getString("aggregate_id"),
                row.getLong("sequence_number"),
                row.getString("event_id"),
                instant(row),
                type,
                encryption.encrypted(type, row.getString("payload")),
                row.getString("metadata"));
    }

    /** Reads the payload of a row alone, decrypted. */
    public String payload(ResultSet row) throws SQLException {
        return encryption.decrypt(
                new SimpleSerializedType(row.getString("type"), row.getString("revision")), row.getString("payload"));
    }

    /**
     * Reads the time of a row as text, from which Axon keeps the microseconds; from an instant it keeps only the
     * milliseconds.
     */
    public static String timestamp(ResultSet row) throws SQLException {
        return instant(row).toString();
    }

    private static Instant instant(ResultSet row) throws SQLException {
        return row.getObject("occurred_at", OffsetDateTime.class).toInstant();
    }

    /** Upcast and deserialized events. */
    public Stream<? extends DomainEventMessage<?>> messages(Collection<StoredEvent> events) {
        return messages(events, keyring);
    }

    /** Upcast and deserialized events, decrypted with the keys of this source. */
    public Stream<? extends DomainEventMessage<?>> messages(Collection<StoredEvent> events, KeySource source) {
        var keys = keysTo(events, source);
        return EventStreamUtils.upcastAndDeserializeDomainEvents(
                        events.stream().map(event -> decrypted(event, keys)), serializer, upcasters)
                .asStream();
    }

    /** Events for Axon's event processors: with their tracking tokens, not yet deserialized. */
    public List<TrackedEventData<?>> tracked(Collection<StoredEvent> events) {
        var keys = keysTo(events, keyring);
        return events.stream()
                .<TrackedEventData<?>>map(event -> new TrackedDomainEventData<>(
                        new GlobalSequenceTrackingToken(event.position()), decrypted(event, keys)))
                .toList();
    }

    /** Upcast events with their tracking tokens, each deserialized when its payload is asked for. */
    List<TrackedEventMessage<?>> trackedMessages(Collection<StoredEvent> events) {
        return EventUtils.upcastAndDeserializeTrackedEvents(tracked(events).stream(), serializer, upcasters)
                .<TrackedEventMessage<?>>map(event -> event)
                .toList();
    }

    /** Events as they were recorded, neither upcast nor deserialized. */
    List<RecordedEvent> recorded(Collection<StoredEvent> events) {
        var keys = keysTo(events, keyring);
        return events.stream().map(event -> recorded(event, keys)).toList();
    }

    private RecordedEvent recorded(StoredEvent event, Map<UserId, Optional<Aead>> keys) {
        var metadata = json.readValue(event.metadata(), FIELDS);
        return new RecordedEvent(
                UUID.fromString(event.id()),
                event.position(),
                event.type().getName(),
                event.type().getRevision(),
                event.aggregateType(),
                event.stream(),
                event.sequenceNumber(),
                event.occurredAt(),
                Actor.in(metadata),
                (String) metadata.get(ActorCorrelationProvider.CORRELATION_ID),
                (String) metadata.get(ActorCorrelationProvider.CAUSATION_ID),
                json.readValue(event.payload().decrypt(keys), FIELDS));
    }

    private static DomainEventData<String> decrypted(StoredEvent event, Map<UserId, Optional<Aead>> keys) {
        return new DecryptedEvent(event, event.payload().decrypt(keys));
    }

    /** Decrypted event whose time stays an {@link Instant}; Axon's own entries format and parse it as text. */
    private record DecryptedEvent(StoredEvent event, String payload) implements DomainEventData<String> {
        @Override
        public String getType() {
            return event.aggregateType();
        }

        @Override
        public String getAggregateIdentifier() {
            return event.stream();
        }

        @Override
        public long getSequenceNumber() {
            return event.sequenceNumber();
        }

        @Override
        public String getEventIdentifier() {
            return event.id();
        }

        @Override
        public Instant getTimestamp() {
            return event.occurredAt();
        }

        @Override
        public SerializedObject<String> getMetaData() {
            return new SerializedMetaData<>(event.metadata(), String.class);
        }

        @Override
        public SerializedObject<String> getPayload() {
            return new SimpleSerializedObject<>(payload, String.class, event.type());
        }
    }

    private static Map<UserId, Optional<Aead>> keysTo(Collection<StoredEvent> events, KeySource source) {
        return source.of(events.stream()
                .flatMap(event -> event.payload().owners().stream())
                .collect(toSet()));
    }
}
