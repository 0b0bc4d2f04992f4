package dev.daybook.eventstore.transfer;

import org.jspecify.annotations.Nullable;

/** A log file is not as an export has written it, or incomplete. The message names the line. */
public final class BrokenLogFile extends RuntimeException {
    BrokenLogFile(long line, String reason, @Nullable Throwable cause) {
        this("Line %d: %s".formatted(line, reason), cause);
    }

    BrokenLogFile(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
