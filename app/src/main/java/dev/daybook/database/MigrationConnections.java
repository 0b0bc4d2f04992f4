package dev.daybook.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.stereotype.Component;

/**
 * Migrates on connections that are not of the pool: a statement that rewrites a large table may take as long as it needs.
 * It waits for locks no longer than a command, since all others wait behind it.
 */
@Component
class MigrationConnections implements FlywayConfigurationCustomizer {
    private final DedicatedConnections connections;
    private final String lockTimeout;

    MigrationConnections(
            DedicatedConnections connections, @Value("${daybook.database.lock-timeout}") String lockTimeout) {
        this.connections = connections;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public void customize(FluentConfiguration migrations) {
        migrations.dataSource(new Dedicated());
    }

    private final class Dedicated extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            var connection = connections.open("daybook migrations");
            try (var statement = connection.prepareStatement("select set_config('lock_timeout', ?, false)")) {
                statement.setString(1, lockTimeout);
                statement.execute();
                return connection;
            } catch (SQLException | RuntimeException | Error e) {
                connection.close();
                throw e;
            }
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
