package dev.daybook.support;

import dev.daybook.database.embedded.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/**
 * Gives a shop a data directory that PostgreSQL has been unpacked into and has made its data in, once for all tests of a
 * JVM: a shop that is not about its first start need not wait for both.
 */
public final class PreparedData {
    private static final Path TEMPLATE = make();

    private PreparedData() {}

    /** Copies it into the directory, which is new or empty, and answers with that. */
    public static Path in(Path directory) {
        try {
            return Directories.copy(TEMPLATE, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make() {
        try {
            var target = Files.createDirectories(Path.of("target").toAbsolutePath());
            var template = Files.createTempDirectory(target, "prepared-data");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileSystemUtils.deleteRecursively(template.toFile())));
            EmbeddedDatabase.start(template).close();
            return template;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
