package dev.daybook.graphql.paging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.stereotype.Component;

/** Reads many rows of a view with one statement. */
@Component
public class Views {
    private final Sql sql;
    private final RelationalMappingContext mapping;
    private final Map<Class<?>, ViewType<?>> types = new ConcurrentHashMap<>();

    Views(Sql sql, RelationalMappingContext mapping) {
        this.sql = sql;
        this.mapping = mapping;
    }

    @SuppressWarnings("unchecked")
    public <V> ViewType<V> type(Class<V> view) {
        return (ViewType<V>)
                types.computeIfAbsent(view, type -> new ViewType<>(type, mapping.getRequiredPersistentEntity(type)));
    }

    public <V> Listing<V> listing(Class<V> view) {
        return new Listing<>(type(view), type(view).table(), sql);
    }

    /** The rows with these ids; an unknown id is left out. */
    public <V> Map<UUID, V> byId(Class<V> view, Collection<UUID> ids, Function<V, UUID> id) {
        return byId(view, ids, id, DSL.noCondition());
    }

    /** The same, of the rows for which a condition is true. */
    public <V> Map<UUID, V> byId(Class<V> view, Collection<UUID> ids, Function<V, UUID> id, Condition where) {
        var type = type(view);
        var query = sql.dsl()
                .select(type.columns())
                .from(type.table())
                .where(Sql.isAnyOf(type.id(), ids))
                .and(where);
        return sql.list(query, type).stream().collect(toMap(id, Function.identity()));
    }

    /** The rows below each of these parents, ordered by a property. A parent without rows is left out. */
    public <V> Map<UUID, List<V>> byParent(
            Class<V> view, String parent, Collection<UUID> parents, Function<V, UUID> parentOf, String orderBy) {
        var type = type(view);
        var query = sql.dsl()
                .select(type.columns())
                .from(type.table())
                .where(Sql.isAnyOf(type.field(parent, UUID.class), parents))
                .orderBy(type.field(orderBy, Object.class), type.id());
        return sql.list(query, type).stream().collect(groupingBy(parentOf));
    }
}
