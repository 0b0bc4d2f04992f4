package dev.daybook.database;

import static java.util.stream.Collectors.joining;
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
import java.util.concurrent.ConcurrentHashMap;
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
    private final int idPosition;
    private final String selectByIds;
    private final Map<String, String> selectByParents = new ConcurrentHashMap<>();
    private final String deleteByIds;
    private final String insertAll;
    private final String upsertAll;

    ViewMapping(RelationalPersistentEntity<V> entity, RelationalMappingContext context) {
        this.entity = entity;
        record = record(context.getAggregatePath(entity), false, false);
        table = DSL.table(DSL.name(tableName()));
        columns.forEach(column ->
                fields.put(column.property(), DSL.field(DSL.name(tableName(), column.name()), column.sqlType())));
        var id = quoted(entity.getRequiredIdProperty().getColumnName().getReference());
        var names = columns.stream().map(column -> quoted(column.name())).toList();
        idPosition = names.indexOf(id);
        var list = String.join(", ", names);
        selectByIds = "select %s from %s where %s = any(?)".formatted(list, quoted(tableName()), id);
        deleteByIds = "delete from %s where %s = any(?)".formatted(quoted(tableName()), id);
        insertAll = "insert into %s (%s) select * from unnest(%s)"
                .formatted(
                        quoted(tableName()),
                        list,
                        arrayTypes().stream().map("?::%s[]"::formatted).collect(joining(", ")));
        upsertAll = insertAll
                + names.stream()
                        .filter(name -> !name.equals(id))
                        .map("%1$s = excluded.%1$s"::formatted)
                        .collect(joining(", ", " on conflict (" + id + ") do update set ", ""));
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    /** All columns, qualified with the table, as {@link #mapRow} expects them. */
    public String selectList() {
        return columns.stream()
                .map(column -> quoted(tableName()) + "." + quoted(column.name()))
                .collect(joining(", "));
    }

    /** Statement that reads rows for {@link #mapRow}, with an array of ids as its parameter. */
    public String selectByIds() {
        return selectByIds;
    }

    /** Statement that reads rows by an array of ids in one property, ordered by another. */
    public String selectByParents(String parent, String orderBy) {
        return selectByParents.computeIfAbsent(
                parent + " " + orderBy,
                _ -> "select %s from %s where %s = any(?) order by %s, %s"
                        .formatted(
                                selectList(),
                                quoted(tableName()),
                                column(parent),
                                column(orderBy),
                                columnNames().get(idPosition)));
    }

    private String column(String property) {
        return columns.stream()
                .filter(column -> column.property().equals(property))
                .map(column -> quoted(column.name()))
                .findFirst()
                .orElseThrow();
    }

    /** Statement that deletes rows, with an array of ids as its parameter. */
    String deleteByIds() {
        return deleteByIds;
    }

    /** Statement that inserts rows, with an array for each column, in the order of {@link #valuesOf}. */
    String insertAll() {
        return insertAll;
    }

    /** Statement that inserts rows or replaces them, with the parameters of {@link #insertAll}. */
    String upsertAll() {
        return upsertAll;
    }

    /** The PostgreSQL types of the columns. */
    public List<String> arrayTypes() {
        return columns.stream().map(ViewColumn::arrayType).toList();
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
        return Objects.requireNonNull(mapColumns(row, 0));
    }

    /**
     * Maps the columns of a join from this one on, counted from 0; null when there is no row in this table.
     */
    public @Nullable V mapColumns(ResultSet row, int first) throws SQLException {
        if (row.getObject(first + 1 + idPosition) == null) {
            return null;
        }
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = columns.get(i).read(row, first);
        }
        return type().cast(record.read(values));
    }
}
