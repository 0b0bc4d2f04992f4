package dev.daybook.replay;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.BeanUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Looks back: a row as the projections would have posted it from the events up to a moment. */
@Component
public class Past {
    private final EventStore events;
    private final RelationalMappingContext mapping;
    private final List<? extends Class<?>> projections;

    Past(EventStore events, RelationalMappingContext mapping, ApplicationContext context) {
        this.events = events;
        this.mapping = mapping;
        this.projections = context.getBeansWithAnnotation(ProcessingGroup.class).values().stream()
                .map(ClassUtils::getUserClass)
                .filter(type -> !type.isAnnotationPresent(DisallowReplay.class))
                .toList();
    }

    /** The same as with a {@link Moment} of this time. */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, Instant at) {
        return rowOf(view, id, stream, Moment.at(at));
    }

    /**
     * Empty when there was no such row yet, or no more.
     *
     * @param stream the aggregate whose events are posted to the row
     */
    public <V> Optional<V> rowOf(Class<V> view, UUID id, String stream, Moment moment) {
        var rows = new MemoryRows(mapping);
        var handlers = projections.stream().map(type -> on(rows, type)).toList();
        events.readEvents(stream, 0)
                .asStream()
                .takeWhile(moment::hasSeen)
                .forEach(event -> handlers.forEach(handler -> post(event, handler)));
        return rows.find(view, id);
    }

    private static AnnotationEventHandlerAdapter on(MemoryRows rows, Class<?> projection) {
        try {
            var constructor = projection.getDeclaredConstructor(JdbcAggregateOperations.class);
            return new AnnotationEventHandlerAdapter(BeanUtils.instantiateClass(constructor, rows.operations()));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(projection + " does not post to rows alone", e);
        }
    }

    private static void post(EventMessage<?> event, AnnotationEventHandlerAdapter handler) {
        try {
            if (handler.canHandle(event)) {
                handler.handle(event);
            }
        } catch (Exception e) {
            throw new IllegalStateException("Cannot post " + event.getPayloadType() + " again", e);
        }
    }
}
