package dev.daybook.benchmark;

import dev.daybook.database.ConnectionTimeouts;
import dev.daybook.database.ExternalDatabase;
import dev.daybook.database.embedded.EmbeddedDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * PostgreSQL server of a benchmark: the one that {@code SPRING_DATASOURCE_URL} names, whose user must be allowed to
 * create databases, or the embedded one.
 */
final class BenchmarkServer implements AutoCloseable {
    private final JdbcConnectionDetails server;

    private BenchmarkServer(JdbcConnectionDetails server) {
        this.server = server;
    }

    static BenchmarkServer open(Path directory) throws SQLException {
        var environment = System.getenv();
        var url = environment.get("SPRING_DATASOURCE_URL");
        if (url != null) {
            return new BenchmarkServer(ExternalDatabase.at(
                    url,
                    environment.get("SPRING_DATASOURCE_USERNAME"),
                    environment.get("SPRING_DATASOURCE_PASSWORD"),
                    new ConnectionTimeouts(
                            Duration.ZERO, Duration.ofSeconds(10), Duration.ofHours(1), Duration.ofHours(1))));
        }
        var embedded = EmbeddedDatabase.start(directory);
        try (var connection = DriverManager.getConnection(embedded.getJdbcUrl(), "postgres", embedded.getPassword());
                var statement = connection.createStatement()) {
            statement.execute("alter role %s createdb".formatted(embedded.getUsername()));
        } catch (SQLException e) {
            embedded.close();
            throw e;
        }
        return new BenchmarkServer(embedded);
    }

    String url(String database) {
        return server.getJdbcUrl().replaceFirst("(://[^/]+/)[^?]*", "$1" + database);
    }

    /** Returns the environment of a shop on this database. */
    Map<String, String> environment(String database) {
        return Map.of(
                "SPRING_DATASOURCE_URL", url(database),
                "SPRING_DATASOURCE_USERNAME", Objects.requireNonNullElse(server.getUsername(), ""),
                "SPRING_DATASOURCE_PASSWORD", Objects.requireNonNullElse(server.getPassword(), ""));
    }

    Connection connect(String database) throws SQLException {
        return connectTo(url(database));
    }

    private Connection connectTo(String url) throws SQLException {
        return DriverManager.getConnection(url, server.getUsername(), server.getPassword());
    }

    boolean has(String database) throws SQLException {
        try (var connection = connectTo(server.getJdbcUrl());
                var query = connection.prepareStatement("select from pg_database where datname = ?")) {
            query.setString(1, database);
            return query.executeQuery().next();
        }
    }

    /** Creates an empty database in the place of an older one. */
    void create(String database) throws SQLException {
        drop(database);
        execute("create database " + database);
    }

    /** Copies a database, in the place of an older copy. */
    void copy(String template, String database) throws SQLException {
        drop(database);
        execute("create database %s template %s".formatted(database, template));
        try (var connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }

    void rename(String database, String name) throws SQLException {
        execute("alter database %s rename to %s".formatted(database, name));
    }

    private void drop(String database) throws SQLException {
        execute("drop database if exists " + database);
    }

    private void execute(String sql) throws SQLException {
        try (var connection = connectTo(server.getJdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the process that forks the backends, if the server runs on this machine. */
    Optional<ProcessHandle> process() throws SQLException {
        try (var connection = connectTo(server.getJdbcUrl())) {
            return processBehind(connection);
        }
    }

    /** The same of the server of a connection. */
    static Optional<ProcessHandle> processBehind(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_backend_pid()")) {
            rows.next();
            return ProcessHandle.of(rows.getLong(1))
                    .filter(backend -> backend.info().command().orElse("").contains("postgres"))
                    .flatMap(ProcessHandle::parent);
        }
    }

    @Override
    public void close() {
        if (server instanceof EmbeddedDatabase embedded) {
            embedded.close();
        }
    }
}
