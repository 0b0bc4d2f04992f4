package dev.daybook.replay;

import dev.daybook.database.ViewMappings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Looks back: a row as the projections would have posted it from the events up to a moment. */
@Component
public class PointInTimeRows {
    private final EventStore events;
    private final ViewMappings mappings;
    private final List<Class<?>> streamHandlers;

    PointInTimeRows(EventStore events, ViewMappings mappings, ProjectionRegistry projections) {
        this.events = events;
        this.mappings = mappings;
        this.streamHandlers = projections.all().stream()
                .flatMap(projection -> projection.streamHandlers().stream())
                .toList();
    }

    /** The same as with a {@link AsOf} of this time. */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, Instant at) {
        return rowOf(view, id, stream, AsOf.at(at));
    }

    /**
     * Empty when there was no such row yet, or no more.
     *
     * @param stream the aggregate whose events are posted to the row
     */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, AsOf moment) {
        var rows = new InMemoryRows(mappings);
        var runner = ProjectionRunner.of(streamHandlers, rows.operations());
        events.readEvents(stream, 0).asStream().takeWhile(moment::hasSeen).forEach(runner::project);
        return rows.find(view, id);
    }
}
