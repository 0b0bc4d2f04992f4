package dev.daybook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Connections that are not of the pool: for work that keeps one for long, or needs it in a state of its own. */
@Component
public class DedicatedConnections {
    /** As many of them as this version of PostgreSQL knows. */
    private static final String UNHURRIED = """
            select set_config(name, '0', false) from pg_settings where name in
            ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',
             'lock_timeout', 'max_parallel_workers_per_gather', 'max_parallel_maintenance_workers')""";

    private final JdbcConnectionDetails database;

    DedicatedConnections(JdbcConnectionDetails database) {
        this.database = database;
    }

    /**
     * A new connection, to be closed. It has no time limit, and leaves the other cores to the shop.
     *
     * @param purpose as an operator reads it in {@code pg_stat_activity}
     */
    public Connection open(String purpose) throws SQLException {
        var login = new Properties();
        login.setProperty("ApplicationName", purpose);
        if (database.getUsername() != null) {
            login.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            login.setProperty("password", database.getPassword());
        }
        var connection = DriverManager.getConnection(database.getJdbcUrl(), login);
        try (var statement = connection.createStatement()) {
            statement.execute(UNHURRIED);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
