package dev.daybook.commandline;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the file that a command reads. */
final class InputFile {
    private InputFile() {}

    static InputStream open(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new CommandFailed("There is no file %s that can be read.".formatted(file));
        }
        return Files.newInputStream(file);
    }
}
