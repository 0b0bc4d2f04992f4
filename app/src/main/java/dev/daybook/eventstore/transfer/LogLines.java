package dev.daybook.eventstore.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Reads a {@link LogFile} line by line, counts the lines, and adds them to the checksum. */
final class LogLines {
    private final BufferedReader file;
    private final MessageDigest checksum = LogFile.checksum();
    private long number;

    LogLines(InputStream file) {
        this.file = new BufferedReader(new InputStreamReader(file, UTF_8.newDecoder()), 1 << 16);
    }

    long number() {
        return number;
    }

    /** The next line, which has to be of this kind. */
    <T> T next(Class<T> kind) {
        var line = line();
        if (line == null) {
            throw broken("the file ends here, too early");
        }
        checksum.update(line.getBytes(UTF_8));
        checksum.update((byte) '\n');
        return parsed(line, kind);
    }

    LogFile.Header header() {
        var header = next(LogFile.Header.class);
        if (!LogFile.FORMAT.equals(header.format())) {
            throw broken("not a file of events that Daybook has exported");
        }
        if (header.version() != LogFile.VERSION) {
            throw broken(
                    "version %d of the format, and only %d is known here".formatted(header.version(), LogFile.VERSION));
        }
        if (header.keys() < 0 || header.events() < 0) {
            throw broken("there cannot be less than nothing");
        }
        return header;
    }

    /** The header of a file that has keys and nothing else. */
    LogFile.Header headerOfKeys() {
        var header = header();
        if (header.events() > 0) {
            throw broken("it has events, and is no file of `daybook keys export`");
        }
        return header;
    }

    <T> void skip(Class<T> kind, long count) {
        for (long i = 0; i < count; i++) {
            next(kind);
        }
    }

    /** Checks the last line, which names the numbers of the header, and the checksum of all lines before it. */
    void trailer(LogFile.Header header) {
        var sum = HexFormat.of().formatHex(checksum.digest());
        var trailer = next(LogFile.Trailer.class);
        if (!trailer.sha256().equals(sum)) {
            throw broken("the checksum is another, so the file was changed");
        }
        if (line() != null) {
            throw broken("nothing may follow the trailer");
        }
        if (trailer.keys() != header.keys() || trailer.events() != header.events()) {
            throw broken("header and trailer disagree");
        }
    }

    /** Refuses more digits than microseconds, which PostgreSQL would round. */
    void refuseUnlessStorable(Instant time) {
        if (!time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
            throw broken("the time %s has more digits than the database keeps".formatted(time));
        }
    }

    BrokenLogFile broken(String reason) {
        return new BrokenLogFile(number, reason, null);
    }

    private <T> T parsed(String line, Class<T> kind) {
        try {
            var value = LogFile.JSON.readValue(line, kind);
            if (value != null) {
                return value;
            }
        } catch (DatabindException e) {
            throw new BrokenLogFile(number, "no %s: %s".formatted(nameOf(kind), e.getOriginalMessage()), e);
        } catch (JacksonException e) {
            throw new BrokenLogFile(number, "no %s, nor JSON: %s".formatted(nameOf(kind), e.getOriginalMessage()), e);
        }
        throw broken("no " + nameOf(kind));
    }

    private static String nameOf(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private @Nullable String line() {
        number++;
        try {
            return file.readLine();
        } catch (CharacterCodingException e) {
            throw new BrokenLogFile(number, "not UTF-8", e);
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be read: " + e.getMessage(), e);
        }
    }
}
