package dev.daybook.eventstore.log;

import dev.daybook.personaldata.PersonalDataEncryption;
import org.axonframework.serialization.SerializedType;

/**
 * Event as it is stored in its row, with its personal data still encrypted.
 *
 * @param occurredAt as text, from which Axon keeps the microseconds
 */
public record StoredEvent(
        long position,
        String aggregateType,
        String stream,
        long sequenceNumber,
        String id,
        String occurredAt,
        SerializedType type,
        PersonalDataEncryption.EncryptedPayload payload,
        String metadata) {}
