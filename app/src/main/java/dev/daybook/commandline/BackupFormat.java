package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** Format of a backup, told by what the file begins with. */
enum BackupFormat {
    EXPORT("an export of events"),
    ARCHIVE("a dump by pg_dump"),
    SCRIPT("a plain dump by pg_dump");

    private static final int BEGINNING = 1 << 12;

    private final String words;

    BackupFormat(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Recognizes the format, or throws {@link CommandFailed}. */
    static BackupFormat of(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new CommandFailed("There is no file %s that can be read.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            if (Files.exists(file.resolve("toc.dat"))) {
                return ARCHIVE;
            }
            throw unknown(file);
        }
        var beginning = text(file, 0);
        if (beginning.startsWith("PGDMP")) {
            return ARCHIVE;
        }
        if (beginning.startsWith("{")) {
            return EXPORT;
        }
        if (beginning.contains("-- PostgreSQL database dump\n")) {
            refuseUnlessComplete(file);
            return SCRIPT;
        }
        throw unknown(file);
    }

    /** Refuses a script without its last line: up to there it could be run without a failure. */
    private static void refuseUnlessComplete(Path file) throws IOException {
        if (!text(file, Math.max(0, Files.size(file) - BEGINNING)).contains("-- PostgreSQL database dump complete\n")) {
            throw new CommandFailed("%s lacks its end: it is a part of a dump.".formatted(file));
        }
    }

    private static String text(Path file, long offset) throws IOException {
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(offset);
            var bytes = new byte[(int) Math.min(BEGINNING, in.length() - offset)];
            in.readFully(bytes);
            return new String(bytes, ISO_8859_1);
        }
    }

    private static CommandFailed unknown(Path file) {
        return new CommandFailed(
                ("%s is no backup that is known here. It may be a file of `daybook events export`, or of"
                                + " pg_dump in the formats custom, directory or plain, not compressed by another program.")
                        .formatted(file));
    }
}
