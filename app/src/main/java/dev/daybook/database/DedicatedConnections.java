package dev.daybook.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.stereotype.Component;

/**
 * Opens connections outside of the pool, for work that keeps one for long or needs a session of its own. The first that is
 * opened after one that could not be lets the pools connect at once.
 */
@Component
public class DedicatedConnections {
    /**
     * Switches off the server's timeouts and parallel workers, and lets it find out within a minute that this end has
     * gone, so that it does not keep a lock for hours: as far as this version of PostgreSQL has these settings.
     */
    private static final String SETTINGS = """
            select set_config(wanted.name, wanted.value, false)
            from pg_settings join (values ('statement_timeout', '0'), ('transaction_timeout', '0'),
                ('idle_in_transaction_session_timeout', '0'), ('idle_session_timeout', '0'), ('lock_timeout', '0'),
                ('max_parallel_workers_per_gather', '0'), ('max_parallel_maintenance_workers', '0'),
                ('tcp_keepalives_idle', '30'), ('tcp_keepalives_interval', '10'), ('tcp_keepalives_count', '3'))
                as wanted (name, value) using (name)""";

    private final JdbcConnectionDetails database;
    private final ConnectionTimeouts timeouts;
    private final PoolThreads pools;
    private final AtomicBoolean away = new AtomicBoolean();

    DedicatedConnections(JdbcConnectionDetails database, ConnectionTimeouts timeouts, PoolThreads pools) {
        this.database = database;
        this.timeouts = timeouts;
        this.pools = pools;
    }

    /**
     * A new connection for long work, which the caller closes. It has no timeouts but a long one for an answer, and uses
     * no parallel workers, which would take cores from the shop.
     *
     * @param purpose application name, which an operator sees in {@code pg_stat_activity}
     */
    public Connection open(String purpose) throws SQLException {
        return open(purpose, timeouts.longSocketTimeout());
    }

    /** The same for short statements: a server that does not answer them soon counts as lost. */
    public Connection openForShortStatements(String purpose) throws SQLException {
        return open(purpose, timeouts.socketTimeout());
    }

    private Connection open(String purpose, Duration socketTimeout) throws SQLException {
        var login = new Properties();
        login.setProperty("ApplicationName", purpose);
        if (database.getUsername() != null) {
            login.setProperty("user", database.getUsername());
        }
        if (database.getPassword() != null) {
            login.setProperty("password", database.getPassword());
        }
        var connection = connect(login);
        try (var statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(socketTimeout.toMillis()));
            return connection;
        } catch (SQLException | RuntimeException | Error e) {
            connection.close();
            throw e;
        }
    }

    private Connection connect(Properties login) throws SQLException {
        try {
            var connection = DriverManager.getConnection(database.getJdbcUrl(), login);
            if (away.getAndSet(false)) {
                pools.connectNow();
            }
            return connection;
        } catch (SQLException e) {
            away.set(true);
            throw e;
        }
    }
}
