package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Embedded PostgreSQL server, so that nothing need be installed. It stops with the shop; its data stay. */
public final class EmbeddedDatabase implements JdbcConnectionDetails, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

    static final String USERNAME = "daybook";

    private static final String VERSION = "18";

    private static final Duration WATCH_INTERVAL = Duration.ofMillis(500);

    private final DataDirectory directory;
    private final DirectoryLock lock;
    private final PostgresServer server;
    private final CountDownLatch closing = new CountDownLatch(1);

    private EmbeddedDatabase(DataDirectory directory, DirectoryLock lock, PostgresServer server) {
        this.directory = directory;
        this.lock = lock;
        this.server = server;
    }

    /** Locks the directory and starts the server, or throws {@link DatabaseUnavailable}. */
    public static EmbeddedDatabase start(Path path) {
        return start(new DataDirectory(path));
    }

    public static EmbeddedDatabase start(DataDirectory named) {
        var directory = named.create();
        var lock = DirectoryLock.of(directory);
        try {
            return new EmbeddedDatabase(directory, lock, startServer(directory));
        } catch (IOException failure) {
            lock.close();
            throw directory.unusable(failure);
        } catch (RuntimeException failure) {
            lock.close();
            throw failure;
        }
    }

    /**
     * Watches the server until it is closed. One that ends before was killed, and with it all connections of the shop.
     *
     * @param end ends the shop: its next start stops what is left of the server, and recovers
     */
    public EmbeddedDatabase endingWithIt(Runnable end) {
        var process = server.process();
        Thread.ofPlatform().daemon().name("postgresql-watch").start(() -> watch(process, end));
        return this;
    }

    private void watch(Optional<PostgresProcess> process, Runnable end) {
        try {
            while (!closing.await(WATCH_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (process.filter(PostgresProcess::isRunning).isEmpty() && closing.getCount() > 0) {
                    log.error(
                            "PostgreSQL has ended, and nobody has stopped it, so the shop ends too. What it has answered is"
                                    + " stored. {} may say more. Start the shop again.",
                            directory.serverLog());
                    end.run();
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static PostgresServer startServer(DataDirectory directory) throws IOException {
        OrphanedServer.clear(directory, directory.unfinishedData());
        OrphanedServer.clear(directory, directory.data());
        if (Files.notExists(directory.data())) {
            log.info("Making a new database in {}", directory.path());
            DataDirectoryInitializer.create(directory);
        }
        refuseOtherVersions(directory);
        var server = PostgresServer.start(directory, directory.data(), DataDirectory.passwordIn(directory.data()));
        try {
            createUnlessPresent(server);
        } catch (SQLException failure) {
            server.close();
            throw new DatabaseUnavailable(
                    "PostgreSQL does not let the shop in: %s.".formatted(failure.getMessage()),
                    "See %s, or ".formatted(directory.serverLog()) + DataDirectory.USE_ANOTHER,
                    failure);
        }
        log.info("PostgreSQL is on port {}, its data are in {}", server.port(), directory.path());
        return server;
    }

    private static void refuseOtherVersions(DataDirectory directory) throws IOException {
        var version = Files.readString(directory.data().resolve("PG_VERSION")).strip();
        if (!version.equals(VERSION)) {
            throw new DatabaseUnavailable(
                    "The data in %s are PostgreSQL %s's, and this is PostgreSQL %s."
                            .formatted(directory.path(), version, VERSION),
                    "Carry them over with pg_upgrade or pg_dump, or " + DataDirectory.USE_ANOTHER);
        }
    }

    /** Creates the role and the database; the role is no superuser, as it is none on an external server. */
    private static void createUnlessPresent(PostgresServer server) throws SQLException {
        try (var connection = server.administration().getConnection();
                var statement = connection.createStatement()) {
            if (isEmpty(statement, "SELECT FROM pg_roles WHERE rolname = 'daybook'")) {
                statement.execute("CREATE ROLE daybook LOGIN PASSWORD '%s'".formatted(server.password()));
            }
            if (isEmpty(statement, "SELECT FROM pg_database WHERE datname = 'daybook'")) {
                statement.execute("CREATE DATABASE daybook OWNER daybook");
            }
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    static String urlOf(int port) {
        return "jdbc:postgresql://localhost:%d/daybook".formatted(port);
    }

    @Override
    public String getJdbcUrl() {
        return urlOf(server.port());
    }

    @Override
    public String getUsername() {
        return USERNAME;
    }

    @Override
    public String getPassword() {
        return server.password();
    }

    /** Waits some seconds for PostgreSQL to stop; committed data are safe even if it takes longer. */
    @Override
    public void close() {
        closing.countDown();
        server.close();
        lock.close();
    }
}
