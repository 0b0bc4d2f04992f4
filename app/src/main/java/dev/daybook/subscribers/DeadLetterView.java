package dev.daybook.subscribers;

import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An event that a subscriber could not deal with, or that waits behind one.
 *
 * @param cause the last time it was tried
 */
@Table("dead_letters")
public record DeadLetterView(@Id UUID id, String subscriber, UUID eventId, String cause, Instant enqueuedAt) {}
