package dev.daybook.eventstore;

import static java.util.stream.Collectors.toSet;

import com.google.crypto.tink.Aead;
import dev.daybook.users.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventhandling.GenericDomainEventEntry;
import org.axonframework.serialization.SerializedType;

/**
 * An event as it stands in its row.
 *
 * @param occurredAt as text, of which Axon takes all of the microseconds
 */
record StoredEvent(
        long position,
        String aggregateType,
        String stream,
        long sequenceNumber,
        String id,
        String occurredAt,
        SerializedType type,
        PersonalDataSeal.Sealed payload,
        String metadata) {
    /** The keys of all whose personal data are in some events. */
    static Map<UserId, Optional<Aead>> keysTo(Stream<StoredEvent> events, ReadingKeys reader) {
        return reader.of(
                events.flatMap(event -> event.payload().owners().stream()).collect(toSet()));
    }

    /** @param keys of all whose personal data are in it */
    DomainEventData<String> opened(Map<UserId, Optional<Aead>> keys) {
        return new GenericDomainEventEntry<>(
                aggregateType,
                stream,
                sequenceNumber,
                id,
                occurredAt,
                type.getName(),
                type.getRevision(),
                payload.open(keys),
                metadata);
    }
}
