package dev.daybook.replay;

import dev.daybook.database.CopyText;
import dev.daybook.database.ViewMapping;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Shadow tables: copies of the live tables without their rows, filled by COPY on one connection that all writers share. */
final class ShadowTables {
    /** Larger ones would be humongous objects in a small heap, each of which takes whole regions and hastens collections. */
    private static final int CHUNK_CHARACTERS = 64 * 1024;

    private final Connection connection;
    private final Map<Class<?>, Target> targets = new HashMap<>();

    ShadowTables(Connection connection, Map<ViewMapping<?>, String> schemas) {
        this.connection = connection;
        schemas.forEach((view, schema) -> targets.put(view.type(), new Target(view, schema + "." + view.tableName())));
    }

    private record Target(ViewMapping<?> view, String table) {}

    /** @param schema {@code pg_temp} for tables that are dropped with the transaction */
    static void create(Statement statement, String live, String schema, Collection<String> tables) throws SQLException {
        for (var table : tables) {
            statement.execute(
                    "create table %1$s.%2$s (like %3$s.%2$s including all excluding indexes excluding statistics) %4$s"
                            .formatted(schema, table, live, schema.equals("pg_temp") ? "on commit drop" : ""));
        }
    }

    /** Fills the tables that the database derives from others: those with a function {@code recount_<table>}. */
    static void recount(Statement statement, Collection<String> tables) throws SQLException {
        for (var table : tables) {
            if (isDerived(statement, table)) {
                statement.execute("select recount_%s()".formatted(table));
            }
        }
    }

    static boolean isDerived(Statement statement, String table) throws SQLException {
        try (var row = statement.executeQuery("select to_regprocedure('recount_%s()') is not null".formatted(table))) {
            row.next();
            return row.getBoolean(1);
        }
    }

    Writer writer() {
        return new Writer();
    }

    /** Buffers the rows of one thread. */
    final class Writer {
        private final Map<Class<?>, CopyText> chunks = new HashMap<>();

        void add(Class<?> view, Collection<Object> rows) {
            var target = target(view);
            var chunk = chunks.computeIfAbsent(view, _ -> new CopyText());
            for (var row : rows) {
                chunk.add(target.view().valuesOf(row));
                if (chunk.length() >= CHUNK_CHARACTERS) {
                    flush(target, chunk);
                }
            }
        }

        void flush() {
            chunks.forEach((view, chunk) -> flush(target(view), chunk));
        }

        private void flush(Target target, CopyText chunk) {
            if (chunk.length() > 0) {
                copy(target, chunk);
                chunk.clear();
            }
        }
    }

    /** Deletes a row that was written before, and returns it. */
    synchronized @Nullable Object remove(Class<?> view, Object id) {
        var target = target(view);
        try (var delete = connection.prepareStatement("delete from %s where id = ? returning %s"
                .formatted(target.table(), String.join(", ", target.view().columnNames())))) {
            delete.setObject(1, id);
            try (var row = delete.executeQuery()) {
                return row.next() ? target.view().mapRow(row, 1) : null;
            }
        } catch (SQLException e) {
            throw new ReplayFailed("Cannot read a row of %s again: %s".formatted(target.table(), e.getMessage()), e);
        }
    }

    private synchronized void copy(Target target, CopyText rows) {
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy %s (%s) from stdin"
                                    .formatted(
                                            target.table(),
                                            String.join(", ", target.view().columnNames())),
                            rows.bytes());
        } catch (SQLException | IOException e) {
            throw new ReplayFailed("Cannot write rows of %s: %s".formatted(target.table(), e.getMessage()), e);
        }
    }

    private Target target(Class<?> view) {
        var target = targets.get(view);
        if (target == null) {
            throw new ReplayFailed("A projection writes to %s, which is not in its package".formatted(view), null);
        }
        return target;
    }
}
