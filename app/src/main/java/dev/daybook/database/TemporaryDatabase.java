package dev.daybook.database;

import dev.daybook.database.embedded.DatabaseUnavailable;
import dev.daybook.database.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.util.FileSystemUtils;

/**
 * Empty database in which something is tried.
 *
 * @param end gives it up, with all that is in it
 */
public record TemporaryDatabase(JdbcConnectionDetails connection, Runnable end) implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TemporaryDatabase.class);

    /** Starts a server of its own, in a temporary directory that goes with it, also when the process is told to end. */
    public static TemporaryDatabase start() {
        var server = new Server();
        return new TemporaryDatabase(server.start(), server::remove);
    }

    @Override
    public void close() {
        end.run();
    }

    /** Server that may be told to end while it starts, by another thread: then that one waits for the start. */
    private static final class Server {
        private final Thread atExit = Thread.ofPlatform().unstarted(this::stop);
        private @Nullable Path directory;
        private @Nullable EmbeddedDatabase database;
        private boolean ended;

        synchronized EmbeddedDatabase start() {
            Runtime.getRuntime().addShutdownHook(atExit);
            try {
                directory = Files.createTempDirectory("daybook");
                var started = EmbeddedDatabase.start(directory);
                database = started;
                return started;
            } catch (IOException e) {
                throw new DatabaseUnavailable(
                        "No temporary directory can be made: %s.".formatted(DatabaseUnavailable.reason(e)),
                        "Name another one by -Djava.io.tmpdir.",
                        e);
            } catch (RuntimeException e) {
                remove();
                throw e;
            }
        }

        void remove() {
            stop();
            try {
                Runtime.getRuntime().removeShutdownHook(atExit);
            } catch (IllegalStateException e) {
                log.debug("It is the end of the process that removes it", e);
            }
        }

        private synchronized void stop() {
            if (ended) {
                return;
            }
            ended = true;
            if (database != null) {
                database.close();
            }
            if (directory != null && !FileSystemUtils.deleteRecursively(directory.toFile())) {
                log.warn("{} cannot be deleted", directory);
            }
        }
    }
}
