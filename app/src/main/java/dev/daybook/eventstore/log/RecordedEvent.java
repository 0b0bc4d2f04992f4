package dev.daybook.eventstore.log;

import dev.daybook.commands.Actor;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A fact as it stands in the log.
 *
 * @param type its public name
 * @param stream the aggregate that it has happened to
 * @param correlationId the outermost command that it came of
 * @param causationId the message right before
 * @param payload its fields; what was personal data of somebody erased is null
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
