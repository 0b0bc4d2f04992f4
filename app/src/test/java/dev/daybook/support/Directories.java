package dev.daybook.support;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies directories, with the permissions on which PostgreSQL insists. */
public final class Directories {
    private Directories() {}

    /** Copies all that is in one into the other, which is new or empty, and answers with that. */
    public static Path copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : (Iterable<Path>) files::iterator) {
                // An empty directory gives way to its copy.
                Files.copy(file, to.resolve(from.relativize(file)), COPY_ATTRIBUTES, REPLACE_EXISTING);
            }
        }
        return to;
    }
}
