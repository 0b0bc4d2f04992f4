package dev.daybook.replay;

import dev.daybook.eventstore.log.UnknownEvent;
import java.lang.reflect.Constructor;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.beans.BeanUtils;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Projects events by the event handlers of projections, to other rows than the live ones. */
final class ProjectionRunner {
    private final List<AnnotationEventHandlerAdapter> handlers;
    private final Map<Class<?>, List<AnnotationEventHandlerAdapter>> byType = new HashMap<>();

    private ProjectionRunner(Stream<Object> components) {
        handlers = components.map(AnnotationEventHandlerAdapter::new).toList();
    }

    static ProjectionRunner of(Collection<Class<?>> projections, JdbcAggregateOperations rows) {
        return new ProjectionRunner(projections.stream().map(type -> make(type, JdbcAggregateOperations.class, rows)));
    }

    /** Also runs the cross-stream handlers, in the database that is given. */
    static ProjectionRunner of(ProjectionDefinition projection, JdbcAggregateOperations rows, JdbcClient database) {
        return new ProjectionRunner(Stream.concat(
                projection.streamHandlers().stream().map(type -> make(type, JdbcAggregateOperations.class, rows)),
                projection.crossStreamHandlers().stream().map(type -> make(type, JdbcClient.class, database))));
    }

    /** @throws IllegalStateException when a component takes anything but the rows, or the database, that it gets here */
    static void check(ProjectionDefinition projection) {
        projection.streamHandlers().forEach(type -> constructor(type, JdbcAggregateOperations.class));
        projection.crossStreamHandlers().forEach(type -> constructor(type, JdbcClient.class));
    }

    private static <T> Object make(Class<?> component, Class<T> dependency, T given) {
        return BeanUtils.instantiateClass(constructor(component, dependency), given);
    }

    private static Constructor<?> constructor(Class<?> component, Class<?> dependency) {
        try {
            return component.getDeclaredConstructor(dependency);
        } catch (NoSuchMethodException _) {
            throw new IllegalStateException(
                    "%s has no constructor that takes %s alone: a @CrossStreamHandler takes a JdbcClient, any other component of a projection takes JdbcAggregateOperations"
                            .formatted(component, dependency.getSimpleName()));
        }
    }

    boolean handles(Class<?> eventType) {
        return !handlersOf(eventType).isEmpty();
    }

    /**
     * @throws UnknownEvent when the event is of an unknown type
     * @throws ReplayFailed when an event handler fails
     */
    void project(EventMessage<?> event) {
        var handling = handlersOf(event.getPayloadType());
        UnknownEvent.refuse(event);
        try {
            for (var handler : handling) {
                handler.handle(event);
            }
        } catch (Exception e) {
            throw new ReplayFailed(
                    "Event %s, a %s, cannot be projected again: %s"
                            .formatted(
                                    event.getIdentifier(),
                                    event.getPayloadType().getSimpleName(),
                                    e.getMessage()),
                    e);
        }
    }

    private List<AnnotationEventHandlerAdapter> handlersOf(Class<?> eventType) {
        return byType.computeIfAbsent(
                eventType,
                type -> handlers.stream()
                        .filter(handler -> handler.canHandleType(type))
                        .toList());
    }
}
