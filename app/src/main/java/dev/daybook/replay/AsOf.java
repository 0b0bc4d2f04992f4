package dev.daybook.replay;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Point in a stream's history: a time, a number of its events, or the earlier of both.
 *
 * @param version the number of events of the stream up to there
 */
public record AsOf(@Nullable Instant at, @Nullable Long version) {
    public static AsOf at(Instant at) {
        return new AsOf(at, null);
    }

    public static AsOf version(long version) {
        return new AsOf(null, version);
    }

    boolean includes(DomainEventMessage<?> event) {
        return (at == null || !event.getTimestamp().isAfter(at))
                && (version == null || event.getSequenceNumber() < version);
    }
}
