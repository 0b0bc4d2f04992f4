package dev.daybook.replay;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.daybook.eventstore.CopyText;
import dev.daybook.users.PersonalData;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.relational.core.mapping.RelationalPersistentEntity;

/** How the records of a view stand in the rows of its table. */
final class View {
    private final RelationalPersistentEntity<?> entity;
    private final List<Column> columns;
    private final Set<String> personalColumns;

    View(RelationalPersistentEntity<?> entity) {
        this.entity = entity;
        columns = Arrays.stream(entity.getType().getRecordComponents())
                .map(component -> new Column(
                        entity.getRequiredPersistentProperty(component.getName())
                                .getColumnName()
                                .getReference(),
                        accessor(component)))
                .toList();
        personalColumns = Arrays.stream(type().getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(PersonalData.class))
                .map(field -> entity.getRequiredPersistentProperty(field.getName())
                        .getColumnName()
                        .getReference())
                .collect(toUnmodifiableSet());
    }

    private record Column(String name, MethodHandle value) {}

    Class<?> type() {
        return entity.getType();
    }

    RelationalPersistentEntity<?> entity() {
        return entity;
    }

    String table() {
        return entity.getTableName().getReference();
    }

    List<String> columns() {
        return columns.stream().map(Column::name).toList();
    }

    /** Columns that tell about a person. */
    Set<String> personalColumns() {
        return personalColumns;
    }

    void write(Object row, CopyText copy) {
        var values = new @Nullable Object[columns.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = valueOf(columns.get(i), row);
        }
        copy.add(values);
    }

    private static @Nullable Object valueOf(Column column, Object row) {
        try {
            return column.value().invokeExact(row);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot read " + column.name() + " of a row", e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return MethodHandles.lookup().unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(component + " cannot be read", e);
        }
    }
}
