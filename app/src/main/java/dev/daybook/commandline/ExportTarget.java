package dev.daybook.commandline;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.daybook.eventstore.transfer.LogExport;
import dev.daybook.eventstore.transfer.LogPart;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** File that a part of the log is exported to. It appears when it is complete, readable for its owner only. */
final class ExportTarget {
    @Parameters(paramLabel = "FILE", description = "Where to; - is the standard output.")
    private Path file = Path.of("-");

    @Option(names = "--force", description = "Replace a file that is there already.")
    private boolean force;

    int export(LogPart part, OperatorContext context, Output output) throws IOException {
        var toStandardOutput = file.equals(Path.of("-"));
        if (toStandardOutput && output.isJson()) {
            throw output.wrong("The events take the standard output; --json needs it too.");
        }
        var writing = new Writing(part, context, output);
        if (toStandardOutput) {
            // Bytes, not a writer, which would write in the terminal's encoding.
            var written = writing.to(new FileOutputStream(FileDescriptor.out));
            output.note(sentence(written));
            return ExitCode.FINE;
        }
        var written = writeThenRename(file.toAbsolutePath(), writing);
        if (output.isJson()) {
            output.json(written);
        } else {
            output.line(sentence(written));
        }
        return ExitCode.FINE;
    }

    private record Writing(LogPart part, OperatorContext context, Output output) {
        LogExport.Written to(OutputStream out) throws IOException {
            var export = context.bean(LogExport.class);
            try (var display = ProgressDisplay.of("export", output)) {
                return export.to(new BufferedOutputStream(out, 1 << 16), part, display);
            }
        }
    }

    private String sentence(LogExport.Written written) {
        return "Exported %d events and %d keys to %s, SHA-256 %s"
                .formatted(written.events(), written.keys(), file, written.sha256());
    }

    /**
     * Writes to a temporary file beside the target and renames it when it is complete, so that nobody takes a part for
     * the whole.
     */
    private LogExport.Written writeThenRename(Path target, Writing writing) throws IOException {
        refuseExisting(target);
        var unfinished = unfinished(target);
        // In case the export is interrupted.
        unfinished.toFile().deleteOnExit();
        try {
            LogExport.Written written;
            try (var channel = FileChannel.open(unfinished, WRITE)) {
                written = writing.to(Channels.newOutputStream(channel));
                channel.force(true);
            }
            if (force) {
                Files.move(unfinished, target, REPLACE_EXISTING, ATOMIC_MOVE);
            } else {
                Files.move(unfinished, target);
            }
            return written;
        } catch (FileAlreadyExistsException e) {
            throw alreadyExists();
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /**
     * Refuses a target that is there already. Only a plain file is ever replaced: not what a link leads to, and no
     * device such as /dev/null.
     */
    private void refuseExisting(Path target) {
        if (Files.isDirectory(target)) {
            throw new CommandFailed("%s is a directory.".formatted(file));
        }
        if (!Files.exists(target, NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isRegularFile(target, NOFOLLOW_LINKS)) {
            throw new CommandFailed(
                    "%s is there already, and no plain file. To write into it, let the shell do it: export - > %s"
                            .formatted(file, file));
        }
        if (!force) {
            throw alreadyExists();
        }
    }

    private CommandFailed alreadyExists() {
        return new CommandFailed("%s is there already. Name another file, or replace it with --force.".formatted(file));
    }

    private Path unfinished(Path target) {
        try {
            return Files.createTempFile(target.getParent(), target.getFileName() + ".", ".unfinished");
        } catch (NoSuchFileException e) {
            throw new CommandFailed("There is no directory %s.".formatted(target.getParent()));
        } catch (IOException e) {
            throw new CommandFailed("%s cannot be written: %s".formatted(file, e));
        }
    }
}
