package dev.daybook.replay;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where a connection looks for tables.
 *
 * @param live the schema with the tables of the shop
 */
record SearchPath(String live, String usual) {
    static SearchPath of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select quote_ident(current_schema()), current_setting('search_path')")) {
            row.next();
            return new SearchPath(row.getString(1), row.getString(2));
        }
    }

    void putFirst(String schema, Connection connection) throws SQLException {
        set(schema + ", " + usual, connection);
    }

    void restore(Connection connection) throws SQLException {
        set(usual, connection);
    }

    private static void set(String path, Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set search_path = " + path);
        }
    }
}
