package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops PostgreSQL servers that a killed application has left running. They are never adopted, since they may have
 * other settings.
 */
final class OrphanedServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);

    /** Time for a fast shutdown, which writes a checkpoint, perhaps on a slow disk. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration KILL_TIMEOUT = Duration.ofSeconds(5);

    private OrphanedServer() {}

    /** Stops the servers of the directory. The caller holds its lock, so that they have no owner. */
    static void clear(DataDirectory directory, Path data) throws IOException {
        stop(data);
        var pidFile = new PidFile(data);
        if (pidFile.exists()) {
            kill(directory);
            pidFile.deleteIfPidIsReused();
        }
    }

    private static void stop(Path data) {
        var servers = PostgresProcess.all()
                .filter(process -> process.hasArgument(data))
                .toList();
        var processes =
                servers.stream().flatMap(PostgresProcess::withDescendants).toList();
        servers.forEach(server -> {
            log.warn("Stopping PostgreSQL (process {}), which an earlier run left behind", server.pid());
            server.interrupt();
        });
        PostgresProcess.awaitEnd(processes, STOP_TIMEOUT);
    }

    /** Kills a server that does not stop, and the children of one that was killed; the next start recovers. */
    private static void kill(DataDirectory directory) {
        var processes = PostgresProcess.all()
                .filter(process -> process.runsFrom(directory.programs()))
                .toList();
        processes.forEach(PostgresProcess::kill);
        if (!PostgresProcess.awaitEnd(processes, KILL_TIMEOUT)) {
            throw new DatabaseUnavailable(
                    "PostgreSQL in %s, which an earlier run left behind, cannot be stopped."
                            .formatted(directory.path()),
                    "End it (process %d), or ".formatted(processes.getFirst().pid()) + DataDirectory.USE_ANOTHER);
        }
    }
}
