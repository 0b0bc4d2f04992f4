package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** File {@code postmaster.pid}, written by a server when it starts, and left behind when it is killed. */
public record PidFile(Path data) {

    /** The server process; empty when its pid was reused by another program. */
    public Optional<PostgresProcess> server() {
        return process()
                .filter(PostgresProcess::isRunning)
                .filter(process -> process.hasArgument(data) || process.runsFrom(data.resolveSibling("programs")));
    }

    boolean exists() {
        return Files.exists(path());
    }

    boolean namesPort(int port) {
        return port().filter(named -> named == port).isPresent();
    }

    /** The port; empty also while the server is about to write it. */
    Optional<Integer> port() {
        return line(4).filter(line -> line.matches("\\d{1,5}")).map(Integer::valueOf);
    }

    /**
     * Deletes the file when another program has its pid, since a server does not start then. When no process has the
     * pid, the file must stay: by it the server checks that nobody still uses the old shared memory.
     */
    void deleteIfPidIsReused() throws IOException {
        if (process().filter(process -> !process.isRunning()).isPresent()) {
            Files.delete(path());
        }
    }

    private Optional<PostgresProcess> process() {
        return line(1).filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .flatMap(ProcessHandle::of)
                .map(PostgresProcess::new);
    }

    private Optional<String> line(int number) {
        try (var lines = Files.lines(path())) {
            return lines.skip(number - 1L).findFirst().map(String::strip);
        } catch (IOException absent) {
            return Optional.empty();
        }
    }

    private Path path() {
        return data.resolve("postmaster.pid");
    }
}
