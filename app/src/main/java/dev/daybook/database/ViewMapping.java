package dev.daybook.database;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.daybook.users.PersonalData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.AggregatePath;
import org.springframework.data.relational.core.mapping.RelationalMappingContext;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;
import org.springframework.jdbc.core.RowMapper;

/**
 * Maps the rows of a table to the records of a read model and back, with the names that Spring Data gives to table and
 * columns. It reads by position and with method handles, several times faster than the generic mapping by name, which
 * counts where lists are read and events are replayed.
 */
public final class ViewMapping<V> implements RowMapper<V> {
    private final RelationalPersistentEntity<V> entity;
    private final List<ViewColumn> columns = new ArrayList<>();
    private final ViewRecord record;
    private final Table<?> table;
    private final Map<String, Field<?>> fields = new LinkedHashMap<>();

    ViewMapping(RelationalPersistentEntity<V> entity, RelationalMappingContext context) {
        this.entity = entity;
        record = record(context.getAggregatePath(entity), false, false);
        table = DSL.table(DSL.name(tableName()));
        columns.forEach(column ->
                fields.put(column.property(), DSL.field(DSL.name(tableName(), column.name()), column.sqlType())));
    }

    private ViewRecord record(AggregatePath path, boolean nullable, boolean personal) {
        var record = path.getRequiredLeafEntity();
        return ViewRecord.of(
                record.getType(),
                nullable,
                component -> part(path.append(record.getRequiredPersistentProperty(component)), personal));
    }

    private ViewPart part(AggregatePath path, boolean withinPersonal) {
        var property = path.getRequiredLeafProperty();
        var personal = withinPersonal || property.isAnnotationPresent(PersonalData.class);
        if (path.isEmbedded()) {
            return record(path, !property.shouldCreateEmptyEmbedded(), personal);
        }
        var column = ViewColumn.of(
                columns.size(),
                path.toDotPath(),
                path.getColumnInfo().name().getReference(),
                personal,
                property.getType());
        columns.add(column);
        return column;
    }

    public Class<V> type() {
        return entity.getType();
    }

    public String tableName() {
        return entity.getTableName().getReference();
    }

    public Table<?> table() {
        return table;
    }

    /** The names of all columns, in the order of {@link #fields()} and {@link #valuesOf}, which {@link #mapRow} expects. */
    public List<String> columnNames() {
        return columns.stream().map(ViewColumn::name).toList();
    }

    /** The columns of personal data. */
    public Set<String> personalColumns() {
        return columns.stream()
                .filter(ViewColumn::personal)
                .map(ViewColumn::name)
                .collect(toUnmodifiableSet());
    }

    public List<Field<?>> fields() {
        return List.copyOf(fields.values());
    }

    /**
     * The column of a property, of the SQL type that fits: a point in time is an {@link java.time.OffsetDateTime} there.
     *
     * @param property a path, if it is one of an embedded record: {@code price.amount}
     */
    @SuppressWarnings("unchecked")
    public <T> Field<T> field(String property, Class<T> type) {
        return (Field<T>) Objects.requireNonNull(fields.get(property), property);
    }

    public Field<UUID> id() {
        return field(entity.getRequiredIdProperty().getName(), UUID.class);
    }

    public Object idOf(Object view) {
        return entity.getIdentifierAccessor(view).getRequiredIdentifier();
    }

    /** The values of all columns; those of an embedded record that is null are null. */
    public @Nullable Object[] valuesOf(Object view) {
        var values = new @Nullable Object[columns.size()];
        record.write(view, values);
        return values;
    }

    @Override
    public V mapRow(ResultSet row, int rowNumber) throws SQLException {
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row);
        }
        return type().cast(Objects.requireNonNull(record.read(values)));
    }
}
