package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.StringUtils;

/** Data directory of the shop: its lock file, and PostgreSQL's data, programs and log. */
public record DataDirectory(Path path) {

    /** Remedy for any failure with the directory. */
    static final String USE_ANOTHER = "set DAYBOOK_DATA_DIR to another directory, or SPRING_DATASOURCE_URL to a"
            + " PostgreSQL server of your own.";

    /**
     * Minimum space for the first start. PostgreSQL's programs take up to 340 MB and new data 40 MB, and the library
     * does not notice a full disk.
     */
    private static final long MIN_SPACE_AT_FIRST_START = 512L << 20;

    private static final long MIN_SPACE = 64L << 20;

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** Parses a path: blank for the default, and {@code ~/} for the home directory. */
    public static DataDirectory of(String setting) {
        var home = System.getProperty("user.home");
        var text = setting.isBlank() ? "~/.daybook" : setting.strip();
        try {
            return new DataDirectory(
                    text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text));
        } catch (InvalidPathException invalid) {
            throw new DatabaseUnavailable(
                    "There can be no directory " + text + ".", StringUtils.capitalize(USE_ANOTHER), invalid);
        }
    }

    public Path lockFile() {
        return path.resolve("daybook.lock");
    }

    public Path postgresql() {
        return path.resolve("postgresql");
    }

    /** PostgreSQL's data, two levels down, because the library deletes old data that lie directly in its working directory. */
    public Path data() {
        return postgresql().resolve("data");
    }

    /** The data of a first start until they are complete. */
    public Path unfinishedData() {
        return postgresql().resolve("data.unfinished");
    }

    /** The password file, which belongs to the data and moves with them. */
    public static Path passwordIn(Path data) {
        return data.resolve("daybook.password");
    }

    public Path programs() {
        return postgresql().resolve("programs");
    }

    public Path serverLog() {
        return postgresql().resolve("server.log");
    }

    /** Creates the directory and returns it with its real path, by which the lock and the processes are identified. */
    public DataDirectory create() {
        try {
            Files.createDirectories(path);
            Files.createDirectories(postgresql(), ownerOnly());
            Files.createDirectories(programs());
            var space = Files.getFileStore(path).getUsableSpace();
            if (space < (Files.exists(data()) ? MIN_SPACE : MIN_SPACE_AT_FIRST_START)) {
                throw new DatabaseUnavailable(
                        "The disk of %s has only %d MB left.".formatted(path, space >> 20),
                        "Free some space, or " + USE_ANOTHER);
            }
            return new DataDirectory(path.toRealPath());
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    public DatabaseUnavailable unusable(IOException failure) {
        return new DatabaseUnavailable(
                "The data directory %s cannot be used: %s.".formatted(path, DatabaseUnavailable.reason(failure)),
                "Mend that, or " + USE_ANOTHER,
                failure);
    }

    /** Permissions for the owner only, because of the password, and because the library makes the programs world-writable. */
    private static FileAttribute<?>[] ownerOnly() {
        return isPosix()
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    public static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
