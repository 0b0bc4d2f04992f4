package dev.daybook.eventstore.log;

import dev.daybook.commands.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Event as it is recorded in the log.
 *
 * @param type public name of the event
 * @param stream id of the aggregate
 * @param correlationId id of the outermost command that caused it
 * @param causationId id of the message that caused it directly
 * @param payload fields of the event; personal data of an erased user are null
 */
public record RecordedEvent(
        UUID id,
        long position,
        String type,
        @Nullable String revision,
        String aggregateType,
        String stream,
        long sequenceNumber,
        Instant occurredAt,
        Actor actor,
        @Nullable String correlationId,
        @Nullable String causationId,
        Map<String, Object> payload) {}
