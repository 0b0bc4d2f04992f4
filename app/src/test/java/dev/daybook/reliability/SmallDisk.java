package dev.daybook.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.springframework.util.FileSystemUtils;

/** Disk of some megabytes that can be filled: a tmpfs that is mounted where a server has its files. */
final class SmallDisk implements AutoCloseable {
    private static final String SIZE = "size=400m,mode=0700";
    private static final String BALLAST = "ballast";

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    /** Why there can be none. */
    static Optional<String> obstacle(Setup setup) throws IOException {
        if (!System.getProperty("user.name").equals("root")) {
            return Optional.of("only root can mount a small disk");
        }
        var trial = Files.createTempDirectory(setup.directory(), "mount");
        try {
            mount(trial);
            unmount(trial);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of("no small disk can be mounted here: " + e.getMessage());
        } finally {
            Files.delete(trial);
        }
    }

    /** Mounts one for the data of a server that is not running; its WAL gets a place beside it. */
    static SmallDisk forData(Path data) throws IOException {
        var log = data.resolve("pg_wal");
        var elsewhere = data.resolveSibling("pg_wal");
        Files.move(log, elsewhere);
        Files.createSymbolicLink(log, elsewhere);
        return under(data);
    }

    /** Mounts one for the WAL of a server that is not running. */
    static SmallDisk forLogOf(Path data) throws IOException {
        return under(data.resolve("pg_wal"));
    }

    /** The one that is mounted there. */
    static SmallDisk mountedAt(Path path) {
        return new SmallDisk(path);
    }

    private static SmallDisk under(Path directory) throws IOException {
        var before = directory.resolveSibling(directory.getFileName() + ".before");
        Files.move(directory, before);
        Files.createDirectory(directory);
        mount(directory);
        run("cp", "-a", before + "/.", directory.toString());
        FileSystemUtils.deleteRecursively(before);
        return new SmallDisk(directory);
    }

    private static void mount(Path directory) throws IOException {
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString());
    }

    private static void unmount(Path directory) throws IOException {
        run("umount", directory.toString());
    }

    private static void run(String... command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IllegalStateException("%s: %s".formatted(List.of(command), said.strip()));
        }
    }

    /** Writes until nothing goes in any more. */
    void fill() throws IOException {
        var file = path.resolve(BALLAST);
        for (var size : List.of(1 << 20, 1 << 12)) {
            try (var out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                var zeros = new byte[size];
                while (true) {
                    out.write(zeros);
                }
            } catch (IOException full) {
                if (Files.getFileStore(path).getUsableSpace() > size) {
                    throw full;
                }
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(path.resolve(BALLAST));
    }

    @Override
    public void close() throws IOException {
        unmount(path);
    }
}
