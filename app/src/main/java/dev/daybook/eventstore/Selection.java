package dev.daybook.eventstore;

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
public record Selection(
        @Nullable List<String> types,
        @Nullable String aggregateType,
        @Nullable String stream,
        @Nullable Actor actor,
        @Nullable String correlationId,
        @Nullable Instant from,
        @Nullable Instant to) {
    public Selection {
        types = types == null ? null : types.stream().distinct().toList();
    }

    public static Selection all() {
        return new Selection(null, null, null, null, null, null, null);
    }

    public static Selection nothing() {
        return new Selection(List.of(), null, null, null, null, null, null);
    }
}
