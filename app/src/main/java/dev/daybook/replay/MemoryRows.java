package dev.daybook.replay;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;

/** Rows that exist only here, for a projection that takes them for those of the database. */
final class MemoryRows {
    private final RelationalMappingContext mapping;
    private final Map<Class<?>, Map<Object, Object>> rows = new HashMap<>();

    MemoryRows(RelationalMappingContext mapping) {
        this.mapping = mapping;
    }

    <V> Optional<V> find(Class<V> view, UUID id) {
        return Optional.ofNullable(of(view).get(id)).map(view::cast);
    }

    /** What a projection may use of them: find, insert, upsert and delete by id. */
    JdbcAggregateOperations operations() {
        return (JdbcAggregateOperations) Proxy.newProxyInstance(
                JdbcAggregateOperations.class.getClassLoader(),
                new Class<?>[] {JdbcAggregateOperations.class},
                (_, method, arguments) -> call(method, arguments));
    }

    private @Nullable Object call(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "findById" -> of((Class<?>) arguments[1]).get(arguments[0]);
            case "insert", "upsert" -> put(arguments[0]);
            case "insertAll" -> {
                ((Iterable<?>) arguments[0]).forEach(this::put);
                yield arguments[0];
            }
            case "deleteById" -> of((Class<?>) arguments[1]).remove(arguments[0]);
            default -> throw new UnsupportedOperationException("A projection has no use for " + method);
        };
    }

    private Object put(Object row) {
        var identifier = mapping.getRequiredPersistentEntity(row.getClass()).getIdentifierAccessor(row);
        of(row.getClass()).put(Objects.requireNonNull(identifier.getIdentifier()), row);
        return row;
    }

    private Map<Object, Object> of(Class<?> view) {
        return rows.computeIfAbsent(view, _ -> new HashMap<>());
    }
}
