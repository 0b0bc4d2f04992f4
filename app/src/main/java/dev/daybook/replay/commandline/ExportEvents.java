package dev.daybook.replay.commandline;

import static java.nio.file.StandardOpenOption.WRITE;

import dev.daybook.eventstore.LogExport;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        header = "Writes all events to a file, as they are at this moment.",
        description = {
            "",
            "The file has a JSON object on each line: a header, the keys of personal data, the events as they are stored,"
                    + " and a checksum. It can be read by `daybook events import`. It appears when it is complete; one that"
                    + " was there before is replaced then.",
            "What is personal in the events stays encrypted, and so do the keys: without DAYBOOK_PERSONALDATA_MASTERKEY"
                    + " nobody can read it. Somebody who is erased later can be read in the file as long as it is kept.",
            "Log-ins (password hashes), sessions, idempotency keys and counts of views are no events, and are not exported.",
            ""
        })
final class ExportEvents implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "Where to; - is the standard output.")
    private Path file = Path.of("-");

    private final BackOffice office;

    ExportEvents(BackOffice office) {
        this.office = office;
    }

    @Override
    public Integer call() throws IOException {
        var toStandardOutput = file.equals(Path.of("-"));
        if (toStandardOutput && output.isJson()) {
            throw output.wrong("The events take the standard output; --json needs it too.");
        }
        if (toStandardOutput) {
            // Not through a writer, which would write in the terminal's encoding.
            var written = write(new FileOutputStream(FileDescriptor.out));
            output.note(sentence(written));
            return ExitCode.FINE;
        }
        var written = beside(file.toAbsolutePath());
        if (output.isJson()) {
            output.json(written);
        } else {
            output.line(sentence(written));
        }
        return ExitCode.FINE;
    }

    private String sentence(LogExport.Written written) {
        return "Exported %d events and %d keys to %s, SHA-256 %s"
                .formatted(written.events(), written.keys(), file, written.sha256());
    }

    /** Until it is complete the file has another name, so that nobody takes a part for the whole. */
    private LogExport.Written beside(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            throw new Failure("%s is a directory.".formatted(file));
        }
        var unfinished = unfinished(target);
        try {
            LogExport.Written written;
            try (var channel = FileChannel.open(unfinished, WRITE)) {
                written = write(Channels.newOutputStream(channel));
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return written;
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private Path unfinished(Path target) {
        try {
            return Files.createTempFile(target.getParent(), target.getFileName() + ".", ".unfinished");
        } catch (IOException e) {
            throw new Failure("%s cannot be written: %s".formatted(file, e));
        }
    }

    private LogExport.Written write(OutputStream out) throws IOException {
        var export = office.the(LogExport.class);
        try (var display = ProgressDisplay.of("export", output)) {
            var buffered = new BufferedOutputStream(out, 1 << 16);
            return export.to(buffered, display);
        }
    }
}
