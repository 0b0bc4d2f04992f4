package dev.daybook.database.embedded;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.SYNC;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.springframework.util.FileSystemUtils;

/**
 * Initializes the data at the first start under another name and renames them at the end, so that an interrupted start
 * leaves none.
 */
final class DataDirectoryInitializer {

    private DataDirectoryInitializer() {}

    static void create(DataDirectory directory) throws IOException {
        var unfinished = directory.unfinishedData();
        FileSystemUtils.deleteRecursively(unfinished);
        var password = unfinished.resolveSibling("password");
        Files.writeString(password, randomPassword(), CREATE, WRITE, TRUNCATE_EXISTING, SYNC);
        PostgresServer.start(directory, unfinished, password).close();
        Files.move(password, DataDirectory.passwordIn(unfinished));
        Files.move(unfinished, directory.data(), ATOMIC_MOVE);
        force(directory.postgresql());
    }

    private static String randomPassword() {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Flushes the rename: were it lost in a power failure, the next start would delete the data as unfinished. */
    private static void force(Path parent) throws IOException {
        if (DataDirectory.isPosix()) {
            try (var channel = FileChannel.open(parent, READ)) {
                channel.force(true);
            }
        }
    }
}
