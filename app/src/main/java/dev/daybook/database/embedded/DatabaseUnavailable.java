package dev.daybook.database.embedded;

import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.springframework.core.NestedExceptionUtils;

/** The shop has no database; the message says why, the action how to repair it. */
public class DatabaseUnavailable extends RuntimeException {
    private final String action;

    public DatabaseUnavailable(String message, String action) {
        super(message);
        this.action = action;
    }

    public DatabaseUnavailable(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    public String action() {
        return action;
    }

    /** Describes the cause, also of exceptions whose message is only the name of a file. */
    public static String reason(Exception failure) {
        var cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return switch (cause) {
            case AccessDeniedException denied -> "permission denied for " + denied.getFile();
            case NoSuchFileException missing -> missing.getFile() + " is missing";
            case DirectoryNotEmptyException full -> full.getFile() + " is not empty";
            case FileAlreadyExistsException exists -> exists.getFile() + " is not a directory";
            default -> Objects.requireNonNullElseGet(cause.getMessage(), cause::toString);
        };
    }
}
