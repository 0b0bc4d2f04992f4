package dev.daybook.replay;

import dev.daybook.database.ViewMappings;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

/** Holds rows in memory for projections, which take them for those of the database. */
class InMemoryRows {
    private final ViewMappings mappings;
    private final Map<Class<?>, Map<Object, Object>> rows = new HashMap<>();

    InMemoryRows(ViewMappings mappings) {
        this.mappings = mappings;
    }

    <V> Optional<V> find(Class<V> view, Object id) {
        return Optional.ofNullable(get(view, id)).map(view::cast);
    }

    /** The operations that a projection may use: find, insert, upsert and delete by id. */
    final JdbcAggregateOperations operations() {
        return (JdbcAggregateOperations) Proxy.newProxyInstance(
                JdbcAggregateOperations.class.getClassLoader(),
                new Class<?>[] {JdbcAggregateOperations.class},
                (_, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "findById" -> {
                return get((Class<?>) arguments[1], arguments[0]);
            }
            case "insert" -> put(arguments[0], true);
            case "upsert" -> put(arguments[0], false);
            case "insertAll" -> ((Iterable<?>) arguments[0]).forEach(row -> put(row, true));
            case "deleteById" -> remove((Class<?>) arguments[1], arguments[0]);
            default -> throw new UnsupportedOperationException("A projection has no use for " + method);
        }
        return arguments[0];
    }

    @Nullable Object get(Class<?> view, Object id) {
        return of(view).get(id);
    }

    /** @param isNew whether there can be no such row yet */
    void put(Object row, boolean isNew) {
        of(row.getClass()).put(idOf(row), row);
    }

    void remove(Class<?> view, Object id) {
        of(view).remove(id);
    }

    final Object idOf(Object row) {
        return mappings.of(row.getClass()).idOf(row);
    }

    final boolean holds(Class<?> view, Object id) {
        return of(view).containsKey(id);
    }

    /** Hands all rows, view by view, to the consumer and removes them. */
    final void drain(BiConsumer<Class<?>, Collection<Object>> consumer) {
        rows.forEach((view, rowsOfView) -> {
            if (!rowsOfView.isEmpty()) {
                consumer.accept(view, rowsOfView.values());
                rowsOfView.clear();
            }
        });
    }

    private Map<Object, Object> of(Class<?> view) {
        return rows.computeIfAbsent(view, _ -> new HashMap<>());
    }
}
