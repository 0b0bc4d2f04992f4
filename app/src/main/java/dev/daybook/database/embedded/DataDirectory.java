package dev.daybook.database.embedded;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.util.StringUtils;

/** Where the shop keeps what it has to keep: a lock, and PostgreSQL's data, programs and log. */
public record DataDirectory(Path path) {

    /** What helps against any trouble with the directory. */
    static final String ELSEWHERE = "set DAYBOOK_DATA_DIR to another directory, or SPRING_DATASOURCE_URL to a"
            + " PostgreSQL server of your own.";

    /** PostgreSQL's programs take up to 340 MB and new data 40 MB, and the library does not notice a full disk. */
    private static final long ROOM_FOR_ALL = 512L << 20;

    private static final long ROOM_TO_RUN = 64L << 20;

    public DataDirectory {
        path = path.toAbsolutePath().normalize();
    }

    /** Reads a path as people write it: blank for the usual place, and {@code ~/} for their home. */
    public static DataDirectory of(String setting) {
        var home = System.getProperty("user.home");
        var text = setting.isBlank() ? "~/.daybook" : setting.strip();
        try {
            return new DataDirectory(
                    text.equals("~") || text.startsWith("~/") ? Path.of(home + text.substring(1)) : Path.of(text));
        } catch (InvalidPathException invalid) {
            throw new DatabaseUnavailable(
                    "There can be no directory " + text + ".", StringUtils.capitalize(ELSEWHERE), invalid);
        }
    }

    public Path lockFile() {
        return path.resolve("daybook.lock");
    }

    public Path postgresql() {
        return path.resolve("postgresql");
    }

    /** Two levels down, because the library deletes old data that lie directly in its working directory. */
    public Path data() {
        return postgresql().resolve("data");
    }

    /** Where new data wait until they are complete. */
    public Path unfinishedData() {
        return postgresql().resolve("data.unfinished");
    }

    /** The password belongs to the data and moves with them. */
    public static Path passwordIn(Path data) {
        return data.resolve("daybook.password");
    }

    public Path programs() {
        return postgresql().resolve("programs");
    }

    public Path serverLog() {
        return postgresql().resolve("server.log");
    }

    /** Answers with the real path, the one by which the lock and the processes are known. */
    public DataDirectory create() {
        try {
            Files.createDirectories(path);
            Files.createDirectories(postgresql(), forItsOwnerOnly());
            Files.createDirectories(programs());
            var room = Files.getFileStore(path).getUsableSpace();
            if (room < (Files.exists(data()) ? ROOM_TO_RUN : ROOM_FOR_ALL)) {
                throw new DatabaseUnavailable(
                        "The disk of %s has only %d MB left.".formatted(path, room >> 20),
                        "Free some space, or " + ELSEWHERE);
            }
            return new DataDirectory(path.toRealPath());
        } catch (IOException failure) {
            throw unusable(failure);
        }
    }

    public DatabaseUnavailable unusable(IOException failure) {
        return new DatabaseUnavailable(
                "The data directory %s cannot be used: %s.".formatted(path, DatabaseUnavailable.reason(failure)),
                "Mend that, or " + ELSEWHERE,
                failure);
    }

    /** Because of the password in it, and because the library lets everybody write to the programs. */
    private static FileAttribute<?>[] forItsOwnerOnly() {
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
