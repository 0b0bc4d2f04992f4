package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Client programs of PostgreSQL that are installed on this machine; the server that the jar brings along comes without them. */
final class PostgresClient {
    private static final String FAILURE = "ERROR: |error: |FATAL: ";

    /** The role of an owner or a grantee, which need not exist in a database where the backup is only tried. */
    private static final Pattern UNKNOWN_ROLE = Pattern.compile("ERROR: +42704: role ");

    private final JdbcConnectionDetails database;

    PostgresClient(JdbcConnectionDetails database) {
        this.database = database;
    }

    /** Restores a dump into the database, or throws {@link CommandFailed}. */
    void restore(Path dump, BackupFormat format) throws IOException {
        var target = "--dbname=" + database.getJdbcUrl().replaceFirst("^jdbc:", "");
        switch (format) {
            case ARCHIVE ->
                run(
                        "pg_restore",
                        dump,
                        "--exit-on-error",
                        "--no-owner",
                        "--no-privileges",
                        "--no-publications",
                        "--no-subscriptions",
                        target,
                        dump.toString());
            case SCRIPT ->
                run("psql", dump, "--no-psqlrc", "--quiet", "--set=VERBOSITY=verbose", target, "--file=" + dump);
            case EXPORT -> throw new IllegalArgumentException("No dump: " + dump);
        }
    }

    private void run(String name, Path dump, String... arguments) throws IOException {
        var command = Stream.concat(
                        Stream.of(program(name, System.getenv().getOrDefault("PATH", ""))
                                .toString()),
                        Stream.of(arguments))
                .toList();
        var builder = new ProcessBuilder(command).redirectOutput(Redirect.DISCARD);
        var environment = builder.environment();
        // A setting that is meant for the live database, such as PGHOSTADDR, would lead there.
        environment.keySet().removeIf(variable -> variable.startsWith("PG"));
        environment.put("LC_ALL", "C");
        environment.put("PGUSER", Objects.requireNonNullElse(database.getUsername(), ""));
        environment.put("PGPASSWORD", Objects.requireNonNullElse(database.getPassword(), ""));
        var process = builder.start();
        try {
            var failure = firstFailure(process);
            var exitCode = process.waitFor();
            if (exitCode != 0 || failure.isPresent()) {
                throw new CommandFailed("%s cannot be restored by %s: %s"
                        .formatted(
                                dump,
                                name,
                                failure.map(PostgresClient::withRemedy).orElse("it ended with " + exitCode)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed("Interrupted");
        } finally {
            process.destroy();
        }
    }

    private static String withRemedy(String failure) {
        return failure.contains("unsupported version")
                ? failure + ". Install the client programs of the PostgreSQL whose pg_dump made it, or of a newer one."
                : failure;
    }

    /** Reads to the end, so that the program never waits, and returns the first failure. */
    private static Optional<String> firstFailure(Process process) throws IOException {
        try (var errors = new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
            var isFailure = Pattern.compile(FAILURE).asPredicate();
            String first = null;
            String line;
            while ((line = errors.readLine()) != null) {
                if (first == null
                        && isFailure
                                .and(Predicate.not(UNKNOWN_ROLE.asPredicate()))
                                .test(line)) {
                    first = line;
                }
            }
            return Optional.ofNullable(first);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The program on the path, or {@link CommandFailed}. */
    static Path program(String name, String path) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(path)
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new CommandFailed(("%s is needed for a dump, and is not on the path. Install the client"
                                        + " programs of PostgreSQL (on Debian: apt install postgresql-client), not older than the pg_dump"
                                        + " that made the dump.")
                                .formatted(name)));
    }
}
