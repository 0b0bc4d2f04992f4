package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Embedded database of a shop that runs on the same data directory, for commands beside it. It stops with that shop. */
public record RunningDatabase(int port, String password) implements JdbcConnectionDetails {
    private static final Logger log = LoggerFactory.getLogger(RunningDatabase.class);

    /** Time to wait for another process that is starting, or about to stop. */
    private static final Duration WAIT_TIMEOUT = Duration.ofSeconds(30);

    /** Joins the server of the shop that holds the directory, or starts one when it is free. */
    public static JdbcConnectionDetails joinOrStart(DataDirectory named) {
        var directory = named.create();
        var deadline = System.nanoTime() + WAIT_TIMEOUT.toNanos();
        while (true) {
            try {
                return EmbeddedDatabase.start(directory);
            } catch (DirectoryInUse inUse) {
                var running = of(directory).filter(RunningDatabase::answers);
                if (running.isPresent()) {
                    log.info("Joined PostgreSQL on port {}", running.get().port());
                    return running.get();
                }
                if (System.nanoTime() > deadline || !pause()) {
                    throw inUse;
                }
            }
        }
    }

    private static Optional<RunningDatabase> of(DataDirectory directory) {
        try {
            var password = Files.readString(DataDirectory.passwordIn(directory.data()));
            return new PidFile(directory.data()).port().map(port -> new RunningDatabase(port, password));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private boolean answers() {
        try (var connection = DriverManager.getConnection(getJdbcUrl(), getUsername(), password)) {
            return connection.isValid(5);
        } catch (SQLException notYet) {
            log.debug("PostgreSQL on port {} does not answer", port, notYet);
            return false;
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(100);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String getJdbcUrl() {
        return EmbeddedDatabase.urlOf(port);
    }

    @Override
    public String getUsername() {
        return EmbeddedDatabase.USERNAME;
    }

    @Override
    public String getPassword() {
        return password;
    }

    @Override
    public String toString() {
        return "RunningDatabase[port=%d]".formatted(port);
    }
}
