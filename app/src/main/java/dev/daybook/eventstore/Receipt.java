package dev.daybook.eventstore;

import java.util.UUID;

/** What came of a command that was sent once: the id of what it made or changed, and whether that was an earlier call. */
public record Receipt(UUID result, boolean replayed) {}
