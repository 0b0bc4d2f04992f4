package dev.daybook.graphql.paging;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.jdbc.core.RowMapper;

/**
 * A view record and its table, as Spring Data maps them. Reads rows by position into the record's constructor, which is
 * several times cheaper than a generic mapping by name and so worth its lines on the hottest path of the shop.
 */
public final class ViewType<V> implements RowMapper<V> {
    private final Table<?> table;
    private final Map<String, Field<?>> fields = new LinkedHashMap<>();
    private final List<Column> columns = new ArrayList<>();
    private final MethodHandle constructor;

    ViewType(Class<V> type, RelationalPersistentEntity<?> entity) {
        table = DSL.table(DSL.name(entity.getTableName().getReference()));
        for (var component : type.getRecordComponents()) {
            var column =
                    entity.getRequiredPersistentProperty(component.getName()).getColumnName();
            var name = DSL.name(entity.getTableName().getReference(), column.getReference());
            fields.put(component.getName(), DSL.field(name, sqlType(component.getType())));
            columns.add(Column.of(component));
        }
        constructor = constructor(type);
    }

    @FunctionalInterface
    private interface Column {
        @Nullable Object read(ResultSet row, int index) throws SQLException;

        static Column of(RecordComponent component) {
            var type = component.getType();
            if (type.isEnum()) {
                return (row, index) -> constant(type, row.getString(index));
            }
            return switch (type.getName()) {
                case "java.util.UUID" -> (row, index) -> row.getObject(index, UUID.class);
                case "java.lang.String" -> ResultSet::getString;
                case "int" -> ResultSet::getInt;
                case "long" -> ResultSet::getLong;
                case "boolean" -> ResultSet::getBoolean;
                case "java.math.BigDecimal" -> ResultSet::getBigDecimal;
                case "java.time.Instant" ->
                    (row, index) -> {
                        var at = row.getObject(index, OffsetDateTime.class);
                        return at == null ? null : at.toInstant();
                    };
                default -> throw new IllegalArgumentException("Cannot read " + component + " from a column");
            };
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static @Nullable Object constant(Class type, @Nullable String name) {
            return name == null ? null : Enum.valueOf(type, name);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public V mapRow(ResultSet row, int rowNumber) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row, i + 1);
        }
        try {
            return (V) Objects.requireNonNull(constructor.invokeExact(values));
        } catch (Throwable e) {
            throw new SQLException("Cannot make a view of a row of " + table, e);
        }
    }

    public Table<?> table() {
        return table;
    }

    /** The column of a property, of the SQL type that fits: a point in time is an {@link OffsetDateTime} there. */
    @SuppressWarnings("unchecked")
    public <T> Field<T> field(String property, Class<T> type) {
        return (Field<T>) Objects.requireNonNull(fields.get(property), property);
    }

    Field<UUID> id() {
        return field("id", UUID.class);
    }

    /** All columns, in the order in which {@link #mapRow} expects them. */
    List<Field<?>> columns() {
        return List.copyOf(fields.values());
    }

    private static Class<?> sqlType(Class<?> type) {
        if (type == Instant.class) {
            return OffsetDateTime.class;
        }
        return type.isEnum() ? String.class : type;
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            var types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var declared = type.getDeclaredConstructor(types);
            return MethodHandles.publicLookup()
                    .unreflectConstructor(declared)
                    .asSpreader(Object[].class, types.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " is not a public record", e);
        }
    }
}
