package dev.daybook.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Currency;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * Column of a read model's table.
 *
 * @param position the position in the row, from 0
 * @param property path of the property, with dots between embedded records
 * @param sqlType type of the values from the driver
 */
record ViewColumn(int position, String property, String name, boolean personal, Class<?> sqlType, Reader reader)
        implements ViewPart {

    static ViewColumn of(int position, String property, String name, boolean personal, Class<?> propertyType) {
        var type = ClassUtils.resolvePrimitiveIfNecessary(propertyType);
        return new ViewColumn(position, property, name, personal, sqlType(type), Reader.of(type));
    }

    @FunctionalInterface
    interface Reader {
        @Nullable Object read(ResultSet row, int index) throws SQLException;

        private static Reader of(Class<?> type) {
            if (type.isEnum()) {
                return (row, index) -> constant(type, row.getString(index));
            }
            return switch (type.getName()) {
                case "java.util.UUID" -> (row, index) -> row.getObject(index, UUID.class);
                case "java.lang.String" -> ResultSet::getString;
                case "java.lang.Integer" -> (row, index) -> unlessNull(row, row.getInt(index));
                case "java.lang.Long" -> (row, index) -> unlessNull(row, row.getLong(index));
                case "java.lang.Boolean" -> (row, index) -> unlessNull(row, row.getBoolean(index));
                case "java.math.BigDecimal" -> ResultSet::getBigDecimal;
                case "java.util.Currency" ->
                    (row, index) -> {
                        var code = row.getString(index);
                        return code == null ? null : Currency.getInstance(code);
                    };
                case "java.time.Instant" ->
                    (row, index) -> {
                        var at = row.getObject(index, OffsetDateTime.class);
                        return at == null ? null : at.toInstant();
                    };
                default -> throw new IllegalArgumentException("Cannot read a " + type + " from a column");
            };
        }

        private static @Nullable Object unlessNull(ResultSet row, Object value) throws SQLException {
            return row.wasNull() ? null : value;
        }

        @SuppressWarnings({"unchecked", "rawtypes"})
        private static @Nullable Object constant(Class type, @Nullable String name) {
            return name == null ? null : Enum.valueOf(type, name);
        }
    }

    /** The PostgreSQL type of the values, as an element of an array. */
    String arrayType() {
        return switch (sqlType.getName()) {
            case "java.util.UUID" -> "uuid";
            case "java.lang.Integer" -> "int4";
            case "java.lang.Long" -> "int8";
            case "java.lang.Boolean" -> "bool";
            case "java.math.BigDecimal" -> "numeric";
            case "java.time.OffsetDateTime" -> "timestamptz";
            default -> "text";
        };
    }

    /** @param first number of columns before those of the table */
    @Nullable Object read(ResultSet row, int first) throws SQLException {
        return reader.read(row, first + position + 1);
    }

    @Override
    public @Nullable Object read(@Nullable Object[] values) {
        return values[position];
    }

    @Override
    public boolean isNull(@Nullable Object[] values) {
        return values[position] == null;
    }

    @Override
    public void write(@Nullable Object value, @Nullable Object[] values) {
        values[position] = value;
    }

    private static Class<?> sqlType(Class<?> type) {
        if (type == Instant.class) {
            return OffsetDateTime.class;
        }
        return type.isEnum() || type == Currency.class ? String.class : type;
    }
}
