package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Process of a PostgreSQL server, one of its children or tools, perhaps of an application that is gone. */
record PostgresProcess(ProcessHandle handle) {

    private static final Set<String> PROGRAMS = Set.of("postgres", "initdb", "pg_ctl");

    static Stream<PostgresProcess> all() {
        return ProcessHandle.allProcesses().map(PostgresProcess::new).filter(PostgresProcess::isRunning);
    }

    static boolean awaitEnd(List<PostgresProcess> processes, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        try {
            while (processes.stream().anyMatch(PostgresProcess::isRunning)) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(20);
            }
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether it runs; a zombie that nobody reaps is alive but has no program. */
    boolean isRunning() {
        return handle.isAlive()
                && program()
                        .map(path -> path.getFileName().toString().replaceFirst("\\.exe$", ""))
                        .filter(PROGRAMS::contains)
                        .isPresent();
    }

    /**
     * Whether its command line names the data directory, as that of a server does, but not of its children, nor of any
     * process on Windows.
     */
    boolean hasArgument(Path data) {
        return handle.info().arguments().map(List::of).orElse(List.of()).contains(data.toString());
    }

    boolean runsFrom(Path programs) {
        return program().filter(path -> path.startsWith(programs)).isPresent();
    }

    Stream<PostgresProcess> withDescendants() {
        return Stream.concat(Stream.of(this), handle.descendants().map(PostgresProcess::new));
    }

    /**
     * Requests a fast shutdown (SIGINT). Java itself can only send SIGTERM, with which the server waits until the last
     * client has left.
     */
    void interrupt() {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + handle.pid()).start();
        } catch (IOException noShell) {
            handle.destroy();
        }
    }

    long pid() {
        return handle.pid();
    }

    void kill() {
        handle.destroyForcibly();
    }

    private Optional<Path> program() {
        return handle.info().command().map(Path::of);
    }
}
