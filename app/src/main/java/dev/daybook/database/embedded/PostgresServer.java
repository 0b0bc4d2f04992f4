package dev.daybook.database.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Running PostgreSQL server on one data directory. */
final class PostgresServer implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

    /**
     * Server settings. The library is made for tests and passes -F (no fsync), with which a power failure could lose
     * committed data.
     */
    private static final Map<String, String> SETTINGS = Map.ofEntries(
            Map.entry("fsync", "on"),
            Map.entry("synchronous_commit", "on"),
            Map.entry("full_page_writes", "on"),
            Map.entry("shared_buffers", "256MB"),
            Map.entry("max_wal_size", "2GB"),
            Map.entry("max_connections", "100"),
            Map.entry("idle_in_transaction_session_timeout", "60s"),
            Map.entry("listen_addresses", "localhost"),
            Map.entry("unix_socket_directories", ""),
            // A failed statement is reported to its client; in the log its values, perhaps personal, would stay.
            Map.entry("log_min_messages", "log"),
            Map.entry("log_checkpoints", "off"));

    /** PostgreSQL's built-in locale and collation, which are the same on every system. */
    private static final Map<String, String> LOCALE =
            Map.of("locale-provider", "builtin", "builtin-locale", "C.UTF-8", "locale", "C");

    /** A start takes less than a second, except after a crash, when the write-ahead log is replayed. */
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    /** Added to the five seconds that the library waits. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);

    private final EmbeddedPostgres postgres;
    private final Path data;
    private final String password;

    private PostgresServer(EmbeddedPostgres postgres, Path data, String password) {
        this.postgres = postgres;
        this.data = data;
        this.password = password;
    }

    /** Starts a server; the library initializes the data with the password when there are none. */
    static PostgresServer start(DataDirectory directory, Path data, Path passwordFile) throws IOException {
        return start(directory, data, passwordFile, new BundledPrograms());
    }

    static PostgresServer start(DataDirectory directory, Path data, Path passwordFile, PgBinaryResolver programs)
            throws IOException {
        var password = Files.readString(passwordFile);
        discardHalfUnpacked(directory.programs());
        var serverLog = ServerLog.recreate(directory.serverLog());
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setPgBinaryResolver(programs)
                .setOverrideWorkingDirectory(directory.programs().toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setOutputRedirector(Redirect.appendTo(serverLog.asFile()))
                .setErrorRedirector(Redirect.appendTo(serverLog.asFile()))
                .setPGStartupWait(START_TIMEOUT);
        SETTINGS.forEach(builder::setServerConfig);
        LOCALE.forEach(builder::setLocaleConfig);
        try {
            var server = new PostgresServer(launch(builder, serverLog), data, password);
            if (!new PidFile(data).namesPort(server.port())) {
                server.close();
                throw new IOException("another server has taken port " + server.port());
            }
            return server;
        } catch (ExecutionException | IOException | InterruptedException failure) {
            OrphanedServer.clear(directory, data);
            if (failure instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (failure.getCause() instanceof DatabaseUnavailable unavailable) {
                throw unavailable;
            }
            throw unavailable(serverLog, failure);
        }
    }

    /**
     * Deletes incomplete programs: the library never unpacks a file that is there already, even if a killed run has
     * written only half of it.
     */
    private static void discardHalfUnpacked(Path programs) throws IOException {
        try (var half = Files.newDirectoryStream(programs, it -> Files.notExists(it.resolve(".exists")))) {
            for (var directory : half) {
                FileSystemUtils.deleteRecursively(directory);
            }
        }
    }

    /** Launches the server and stops waiting when its start has failed, which the library does not notice before its timeout. */
    private static EmbeddedPostgres launch(EmbeddedPostgres.Builder builder, ServerLog serverLog)
            throws ExecutionException, InterruptedException {
        var launch = new FutureTask<>(builder::start);
        var thread = Thread.ofPlatform().name("postgresql").daemon().start(launch);
        try {
            while (!serverLog.hasFailedStart()) {
                try {
                    return launch.get(100, TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    log.trace("PostgreSQL is starting");
                }
            }
        } finally {
            thread.interrupt();
        }
        return launch.get();
    }

    private static DatabaseUnavailable unavailable(ServerLog serverLog, Exception failure) {
        var complaint = serverLog.complaint();
        var remedy = "Mend that, or ";
        if (complaint.filter("cannot be run as root"::equals).isPresent()) {
            remedy = "Start the shop as another user, or let root make user namespaces (unshare -U), or ";
        } else if (complaint.isPresent()) {
            remedy = "See %s, or ".formatted(serverLog.file());
        }
        return new DatabaseUnavailable(
                "PostgreSQL cannot be started: %s."
                        .formatted(complaint.orElseGet(() -> DatabaseUnavailable.reason(failure))),
                remedy + DataDirectory.USE_ANOTHER,
                failure);
    }

    int port() {
        return postgres.getPort();
    }

    String password() {
        return password;
    }

    Optional<PostgresProcess> process() {
        return new PidFile(data).server();
    }

    /** Connections of the superuser to the default database. */
    DataSource administration() {
        return postgres.getPostgresDatabase();
    }

    @Override
    public void close() {
        var process = process().stream().toList();
        try {
            postgres.close();
        } catch (IOException | RuntimeException failure) {
            log.warn("PostgreSQL cannot be stopped", failure);
        }
        if (!PostgresProcess.awaitEnd(process, STOP_TIMEOUT)) {
            log.warn("PostgreSQL is still writing; the next start will wait for it");
        }
    }
}
