package dev.daybook.database;

import dev.daybook.database.embedded.EmbeddedDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One statement on a connection of its own, as the shop would make it. */
public final class Sql {

    private Sql() {}

    public static void execute(EmbeddedDatabase database, String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                var executed = connection.createStatement()) {
            executed.execute(statement);
        }
    }

    public static String ask(EmbeddedDatabase database, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(
                        database.getJdbcUrl(), database.getUsername(), database.getPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
