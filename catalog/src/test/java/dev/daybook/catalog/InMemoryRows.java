package dev.daybook.catalog;

import static java.util.Objects.requireNonNull;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.util.Streamable;

/** Rows in memory, which a projection under test takes for those of the database. */
public final class InMemoryRows {
    private final Map<Key, Object> rows = new HashMap<>();
    private final List<String> writes = new ArrayList<>();

    private record Key(Class<?> view, Object id) {}

    public void add(Object... added) {
        Arrays.stream(added).forEach(row -> rows.put(key(row), row));
    }

    public List<Object> all() {
        return List.copyOf(rows.values());
    }

    /** Writes of the projection in their order, for example {@code upsert PostView}. */
    public List<String> writes() {
        return List.copyOf(writes);
    }

    /** The operations that a projection may use: find, insert, upsert and delete by id. */
    public JdbcAggregateOperations operations() {
        return (JdbcAggregateOperations) Proxy.newProxyInstance(
                JdbcAggregateOperations.class.getClassLoader(),
                new Class<?>[] {JdbcAggregateOperations.class},
                (_, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) {
        switch (method.getName()) {
            case "findById" -> {
                return rows.get(new Key((Class<?>) arguments[1], arguments[0]));
            }
            case "findAllById" -> {
                return Streamable.of((Iterable<?>) arguments[0]).stream()
                        .map(id -> rows.get(new Key((Class<?>) arguments[1], id)))
                        .filter(Objects::nonNull)
                        .toList();
            }
            case "insert" -> insert(arguments[0]);
            case "insertAll" -> ((Iterable<?>) arguments[0]).forEach(this::insert);
            case "upsert" -> {
                writes.add("upsert " + arguments[0].getClass().getSimpleName());
                add(arguments[0]);
            }
            case "deleteById" -> {
                writes.add("delete " + ((Class<?>) arguments[1]).getSimpleName());
                rows.remove(new Key((Class<?>) arguments[1], arguments[0]));
            }
            default -> throw new UnsupportedOperationException("A projection has no use for " + method);
        }
        return arguments[0];
    }

    private void insert(Object row) {
        writes.add("insert " + row.getClass().getSimpleName());
        if (rows.putIfAbsent(key(row), row) != null) {
            throw new IllegalStateException("There is such a row already: " + row);
        }
    }

    private static Key key(Object row) {
        var id = Arrays.stream(row.getClass().getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Id.class))
                .findFirst()
                .orElseThrow();
        return new Key(row.getClass(), valueOf(id, row));
    }

    private static Object valueOf(Field field, Object row) {
        try {
            field.setAccessible(true);
            return requireNonNull(field.get(row));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
