package dev.daybook.graphql.paging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.daybook.database.JooqClient;
import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Reads many rows of a view with one statement. */
@Component
public class Views {
    private final JdbcClient jdbc;
    private final JooqClient jooq;
    private final ViewMappings mappings;

    Views(JdbcClient jdbc, JooqClient jooq, ViewMappings mappings) {
        this.jdbc = jdbc;
        this.jooq = jooq;
        this.mappings = mappings;
    }

    public <V> ViewMapping<V> mapping(Class<V> view) {
        return mappings.of(view);
    }

    public <V> Listing<V> listing(Class<V> view) {
        return new Listing<>(mapping(view), mapping(view).table(), jooq);
    }

    /** Rows with these ids; an unknown id is left out. */
    public <V> Map<UUID, V> byId(Class<V> view, Collection<UUID> ids, Function<V, UUID> id) {
        var mapping = mapping(view);
        return jdbc
                .sql(mapping.selectByIds())
                .param(new SqlArrayValue("uuid", ids.toArray()))
                .query(mapping)
                .list()
                .stream()
                .collect(toMap(id, Function.identity()));
    }

    /** Rows with these ids for which a condition is true. */
    public <V> Map<UUID, V> byId(Class<V> view, Collection<UUID> ids, Function<V, UUID> id, Condition where) {
        var mapping = mapping(view);
        var query = DSL.select(mapping.fields())
                .from(mapping.table())
                .where(Sql.isAnyOf(mapping.id(), ids))
                .and(where);
        return jooq.sql(query).query(mapping).list().stream().collect(toMap(id, Function.identity()));
    }

    /** Rows of each of these parents, ordered by a property. A parent without rows is left out. */
    public <V> Map<UUID, List<V>> byParent(
            Class<V> view, String parent, Collection<UUID> parents, Function<V, UUID> parentOf, String orderBy) {
        var mapping = mapping(view);
        return jdbc
                .sql(mapping.selectByParents(parent, orderBy))
                .param(new SqlArrayValue("uuid", parents.toArray()))
                .query(mapping)
                .list()
                .stream()
                .collect(groupingBy(parentOf));
    }
}
