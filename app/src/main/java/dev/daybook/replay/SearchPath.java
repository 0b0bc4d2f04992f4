package dev.daybook.replay;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Schema search path of a connection.
 *
 * @param live the schema with the tables of the shop
 */
record SearchPath(String live, String original) {
    static SearchPath of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select quote_ident(current_schema()), current_setting('search_path')")) {
            row.next();
            return new SearchPath(row.getString(1), row.getString(2));
        }
    }

    void prepend(String schema, Connection connection) throws SQLException {
        set(schema + ", " + original, connection);
    }

    void restore(Connection connection) throws SQLException {
        set(original, connection);
    }

    private static void set(String path, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = " + path);
        }
    }
}
