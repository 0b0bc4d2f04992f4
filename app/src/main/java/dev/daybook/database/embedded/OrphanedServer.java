package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a killed application leaves running. Such a server is never adopted: it may have other settings. */
final class OrphanedServer {

    private static final Logger log = LoggerFactory.getLogger(OrphanedServer.class);

    /** A server first writes what it has only in memory, which takes its time on a slow disk. */
    private static final Duration TO_STOP = Duration.ofSeconds(30);

    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private OrphanedServer() {}

    /** Takes for granted that we hold the lock of the directory, so that what runs there has no owner. */
    static void clear(DataDirectory directory, Path data) throws IOException {
        stop(data);
        var pidFile = new PidFile(data);
        if (pidFile.exists()) {
            kill(directory);
            pidFile.deleteIfPidIsReused();
        }
    }

    private static void stop(Path data) {
        var servers =
                PostgresProcess.all().filter(process -> process.isToldOf(data)).toList();
        var family = servers.stream().flatMap(PostgresProcess::withDescendants).toList();
        servers.forEach(server -> {
            log.warn("Stopping PostgreSQL (process {}), which an earlier run left behind", server.pid());
            server.interrupt();
        });
        PostgresProcess.awaitEnd(family, TO_STOP);
    }

    /** For a server that does not stop, and for the children of one that was killed; the next start recovers. */
    private static void kill(DataDirectory directory) {
        var processes = PostgresProcess.all()
                .filter(process -> process.runsFrom(directory.programs()))
                .toList();
        processes.forEach(PostgresProcess::kill);
        if (!PostgresProcess.awaitEnd(processes, TO_DIE)) {
            throw new DatabaseUnavailable(
                    "PostgreSQL in %s, which an earlier run left behind, cannot be stopped."
                            .formatted(directory.path()),
                    "End it (process %d), or ".formatted(processes.getFirst().pid()) + DataDirectory.ELSEWHERE);
        }
    }
}
