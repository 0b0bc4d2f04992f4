package dev.daybook.eventstore.log;

import dev.daybook.personaldata.PersonalDataEncryption;
import java.time.Instant;
import org.axonframework.serialization.SerializedType;

/** Event as it is stored in its row, with its personal data still encrypted. */
public record StoredEvent(
        long position,
        String aggregateType,
        String stream,
        long sequenceNumber,
        String id,
        Instant occurredAt,
        SerializedType type,
        PersonalDataEncryption.EncryptedPayload payload,
        String metadata) {}
