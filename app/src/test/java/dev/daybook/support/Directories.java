package dev.daybook.support;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Copies directories, with the permissions on which PostgreSQL insists, and with their times: programs that seem to be newer
 * than their last unpacking are unpacked again.
 */
public final class Directories {
    private Directories() {}

    /** Copies all that is in one into the other, which is new or empty, and answers with that. */
    public static Path copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                // An empty directory gives way to its copy.
                Files.copy(directory, counterpart(directory), COPY_ATTRIBUTES, REPLACE_EXISTING);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, counterpart(file), COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.setLastModifiedTime(counterpart(directory), Files.getLastModifiedTime(directory));
                return super.postVisitDirectory(directory, failure);
            }

            private Path counterpart(Path path) {
                return to.resolve(from.relativize(path));
            }
        });
        return to;
    }
}
