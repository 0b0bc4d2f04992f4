package dev.daybook.subscribers;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Dead letter: an event that a subscriber could not handle, or that waits behind one of the same stream.
 *
 * @param cause failure of the last attempt
 */
@Table("dead_letters")
public record DeadLetterView(@Id UUID id, String subscriber, UUID eventId, String cause, Instant enqueuedAt) {}
