package dev.daybook.replay;

import java.time.Instant;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * Up to where one looks back: a time, a number of events of the stream, or whichever comes first.
 *
 * @param version so many events
 */
public record AsOf(@Nullable Instant at, @Nullable Long version) {
    public static AsOf at(Instant at) {
        return new AsOf(at, null);
    }

    boolean hasSeen(DomainEventMessage<?> event) {
        return (at == null || !event.getTimestamp().isAfter(at))
                && (version == null || event.getSequenceNumber() < version);
    }
}
