package dev.daybook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/** Opens connections outside of the pool, for work that keeps one for long or needs a session of its own. */
@Component
public class DedicatedConnections {
    /** Switches off timeouts and parallel workers, as far as this version of PostgreSQL has these settings. */
    private static final String WITHOUT_TIMEOUTS = """
            select set_config(name, '0', false) from pg_settings where name in
            ('statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout', 'idle_session_timeout',
             'lock_timeout', 'max_parallel_workers_per_gather', 'max_parallel_maintenance_workers')""";

    private final JdbcConnectionDetails database;

    DedicatedConnections(JdbcConnectionDetails database) {
        this.database = database;
    }

    /**
     * A new connection, which the caller closes. It has no timeouts and uses no parallel workers, which would take
     * cores from the shop.
     *
     * @param purpose application name, which an operator sees in {@code pg_stat_activity}
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
            statement.execute(WITHOUT_TIMEOUTS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}
