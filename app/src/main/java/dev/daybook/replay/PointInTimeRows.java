package dev.daybook.replay;

import dev.daybook.database.ViewMappings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/** Reconstructs a row as of a point in time by projecting the events of its stream up to there. */
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

    /** The row as of this time. */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, Instant at) {
        return rowOf(view, id, stream, AsOf.at(at));
    }

    /**
     * The row as of this point; empty when it did not exist yet, or no longer.
     *
     * @param stream the aggregate whose events are projected to the row
     */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, AsOf asOf) {
        var rows = new InMemoryRows(mappings);
        var runner = ProjectionRunner.of(streamHandlers, rows.operations());
        events.readEvents(stream, 0).asStream().takeWhile(asOf::includes).forEach(runner::project);
        return rows.find(view, id);
    }
}
