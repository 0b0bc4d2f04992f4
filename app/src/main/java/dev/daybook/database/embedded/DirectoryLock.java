package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lock of a data directory for one application; the operating system releases it even when the application is killed. */
final class DirectoryLock implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DirectoryLock.class);

    /**
     * Files locked by this process. A process loses its POSIX lock on a file as soon as it closes any handle of it, so
     * each is opened only once.
     */
    private static final Set<Path> LOCKED_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DirectoryLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static DirectoryLock of(DataDirectory directory) {
        var file = directory.lockFile();
        if (!LOCKED_HERE.add(file)) {
            throw new DirectoryInUse(directory, "this very process");
        }
        try {
            return lock(directory, file);
        } catch (IOException failure) {
            LOCKED_HERE.remove(file);
            throw directory.unusable(failure);
        } catch (RuntimeException failure) {
            LOCKED_HERE.remove(file);
            throw failure;
        }
    }

    private static DirectoryLock lock(DataDirectory directory, Path file) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            // The last byte, not the first: Windows lets nobody read what is locked, and the file holds our pid.
            if (channel.tryLock(Long.MAX_VALUE - 1, 1, false) == null) {
                var pid = Files.readString(file).strip();
                throw new DirectoryInUse(directory, pid.isEmpty() ? "another process" : "process " + pid);
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DirectoryLock(file, channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    @Override
    public void close() {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException failure) {
                log.debug("{} stays open", file, failure);
            }
            LOCKED_HERE.remove(file);
        }
    }
}
