package dev.daybook.database.embedded;

/** Another application holds the lock of the data directory. */
final class DirectoryInUse extends DatabaseUnavailable {
    DirectoryInUse(DataDirectory directory, String by) {
        super(
                "The data directory %s is in use by %s.".formatted(directory.path(), by),
                "Stop that one, or " + DataDirectory.USE_ANOTHER);
    }
}
