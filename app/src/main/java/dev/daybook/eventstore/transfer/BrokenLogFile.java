package dev.daybook.eventstore.transfer;

import org.jspecify.annotations.Nullable;

/** A file of events is not what an export has written, or not whole. The message names the line. */
public final class BrokenLogFile extends RuntimeException {
    BrokenLogFile(long line, String reason, @Nullable Throwable cause) {
        super("Line %d: %s".formatted(line, reason), cause);
    }
}
