package dev.daybook.eventstore.log;

import dev.daybook.commands.Actor;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which events of the log are wanted: those that meet every condition that is not null.
 *
 * @param types any of these; none when the list is empty
 * @param stream the aggregate that it has happened to, as {@link RecordedEvent#stream}
 * @param from not before
 * @param to before
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
