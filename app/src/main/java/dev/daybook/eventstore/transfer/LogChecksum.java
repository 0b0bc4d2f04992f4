package dev.daybook.eventstore.transfer;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * SHA-256 of all events up to one, in their order. It is the same for every database that holds the same events, of
 * whatever version of PostgreSQL, and the log only grows: so it stays the same for ever.
 *
 * @param position that of the last event, or 0 when there is none
 */
public record LogChecksum(long position, String sha256) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):([0-9a-f]{64})");

    /** Parses what {@link #toString} has written. */
    public static Optional<LogChecksum> parse(String text) {
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new LogChecksum(Long.parseLong(parts.group(1)), parts.group(2)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return position + ":" + sha256;
    }
}
