package dev.daybook.replay;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.serialization.UnknownSerializedType;
import org.springframework.beans.BeanUtils;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Posts events with the code of projections, to rows that are not those of the shop. */
final class Fold {
    private final List<AnnotationEventHandlerAdapter> handlers;
    private final Map<Class<?>, List<AnnotationEventHandlerAdapter>> byType = new HashMap<>();

    private Fold(Stream<Object> components) {
        handlers = components.map(AnnotationEventHandlerAdapter::new).toList();
    }

    static Fold of(Collection<Class<?>> projections, JdbcAggregateOperations rows) {
        return new Fold(projections.stream().map(type -> make(type, JdbcAggregateOperations.class, rows)));
    }

    /** Also does what the ledger's sweeps do, in the database that is given. */
    static Fold of(Ledger ledger, JdbcAggregateOperations rows, JdbcClient database) {
        return new Fold(Stream.concat(
                ledger.folds().stream().map(type -> make(type, JdbcAggregateOperations.class, rows)),
                ledger.sweeps().stream().map(type -> make(type, JdbcClient.class, database))));
    }

    static boolean isSweep(Class<?> component) {
        return Arrays.stream(component.getDeclaredConstructors())
                .anyMatch(
                        constructor -> List.of(constructor.getParameterTypes()).equals(List.of(JdbcClient.class)));
    }

    private static <T> Object make(Class<?> component, Class<T> dependency, T given) {
        try {
            return BeanUtils.instantiateClass(component.getDeclaredConstructor(dependency), given);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(component + " does not post to rows alone", e);
        }
    }

    boolean handles(Class<?> eventType) {
        return !handlersOf(eventType).isEmpty();
    }

    /** @throws CannotReplay when the event is of no known type, or a projection cannot post it */
    void post(EventMessage<?> event) {
        var handling = handlersOf(event.getPayloadType());
        if (handling.isEmpty() && event.getPayload() instanceof UnknownSerializedType unknown) {
            throw new CannotReplay(
                    "Event %s is a %s, which this version of the shop does not know"
                            .formatted(
                                    event.getIdentifier(),
                                    unknown.serializedType().getName()),
                    null);
        }
        try {
            for (var handler : handling) {
                handler.handle(event);
            }
        } catch (Exception e) {
            throw new CannotReplay(
                    "Event %s, a %s, cannot be posted again: %s"
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
