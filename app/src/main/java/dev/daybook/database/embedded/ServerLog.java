package dev.daybook.database.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Log of PostgreSQL and its tools since the last start. */
record ServerLog(Path file) {

    /** Lines that report a failure; "the database system is starting up" only answers an early connection. */
    private static final Pattern COMPLAINT =
            Pattern.compile("(?:FATAL|PANIC|unshare|error(?: while [^:]+)?): +(?!the database system is)(.+)");

    private static final Pattern FAILED_START = Pattern.compile("pg_ctl: could not start server"
            + "|unshare: failed to execute|password authentication failed for user \"postgres\"");

    static ServerLog recreate(Path file) throws IOException {
        Files.deleteIfExists(file);
        return new ServerLog(file);
    }

    File asFile() {
        return file.toFile();
    }

    boolean hasFailedStart() {
        return FAILED_START.matcher(text()).find();
    }

    /** The first complaint, of which later ones are consequences. */
    Optional<String> complaint() {
        return COMPLAINT.matcher(text()).results().map(match -> match.group(1)).findFirst();
    }

    private String text() {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException nothingSaidYet) {
            return "";
        }
    }
}
