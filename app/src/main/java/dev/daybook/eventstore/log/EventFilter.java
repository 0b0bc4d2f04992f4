package dev.daybook.eventstore.log;

import dev.daybook.commands.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Filter of the event log: matches events that meet every condition that is not null.
 *
 * @param types one of these types; an empty list matches no event
 * @param stream the id of the aggregate, as {@link RecordedEvent#stream}
 * @param from earliest time, inclusive
 * @param to latest time, exclusive
 */
public record EventFilter(
        @Nullable List<String> types,
        @Nullable String aggregateType,
        @Nullable String stream,
        @Nullable Actor actor,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant to) {
    public EventFilter {
        types = types == null ? null : types.stream().distinct().toList();
    }

    public static EventFilter all() {
        return new EventFilter(null, null, null, null, null, null, null);
    }

    public static EventFilter nothing() {
        return new EventFilter(List.of(), null, null, null, null, null, null);
    }
}
