package dev.daybook.commandline;

import dev.daybook.database.TemporaryDatabase;
import dev.daybook.eventstore.transfer.LogChecksum;
import dev.daybook.eventstore.transfer.LogInventory;
import dev.daybook.replay.ProjectionRun;
import dev.daybook.replay.ProjectionRuns;
import dev.daybook.replay.RunKind;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "verify",
        header = "Restores a backup into a database of its own, and proves that it is whole.",
        description = {
            "",
            "FILE is one of `daybook events export`, or a dump by pg_dump in the formats custom, directory or plain. For a dump"
                    + " the programs pg_restore and psql of PostgreSQL have to be installed, not older than the pg_dump.",
            "It is restored into an embedded PostgreSQL in a temporary directory, which is deleted in the end. The database"
                    + " of the shop is neither read nor written. What the dump has in its projections is compared with its events,"
                    + " and all of them are rebuilt.",
            "It needs the DAYBOOK_PERSONALDATA_MASTERKEY of the shop, and about twice the space of the database in the"
                    + " temporary directory (java -Djava.io.tmpdir=DIRECTORY -jar daybook.jar names another).",
            "The exit code is 1 when the backup can be restored but is not as expected.",
            ""
        })
final class VerifyBackup implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private Path file = Path.of("");

    @Option(
            names = "--expect",
            paramLabel = "POSITION:SHA256",
            description = "What `daybook events checksum` has printed when the backup was made.")
    private @Nullable String expect;

    @Option(
            names = "--keys",
            paramLabel = "KEYS",
            description =
                    "A file of `daybook keys export`, as for `daybook events import`; who is erased there is erased in"
                            + " the restored database.")
    private @Nullable Path keys;

    private final OperatorContext context;

    VerifyBackup(OperatorContext context) {
        this.context = context;
    }

    /** Projections as they were in the backup, and as they were rebuilt; and the seconds that each step has taken. */
    private record Report(
            String file,
            BackupFormat format,
            LogInventory.Counts counts,
            LogChecksum checksum,
            @Nullable LogChecksum expected,
            boolean asExpected,
            List<ProjectionRun> verified,
            List<ProjectionRun> rebuilt,
            @Nullable Integer erasedAgain,
            Map<String, Double> seconds) {
        int exitCode() {
            var projections = ProjectionRunCommand.exitCode(
                    Stream.concat(verified.stream(), rebuilt.stream()).toList());
            return projections == ExitCode.FINE && !asExpected ? ExitCode.MISMATCH : projections;
        }
    }

    @Override
    public Integer call() throws Exception {
        var expected = expected();
        var format = BackupFormat.of(file);
        try (var database = context.temporaryDatabase();
                var restored = context.on(database.connection())) {
            try {
                var report = report(format, expected, database, restored);
                print(report);
                return report.exitCode();
            } catch (RuntimeException e) {
                if (restored.isClosing()) {
                    // Ctrl-C has closed the database.
                    return ExitCode.FAILED;
                }
                throw e;
            }
        }
    }

    private @Nullable LogChecksum expected() {
        return expect == null
                ? null
                : LogChecksum.parse(expect)
                        .orElseThrow(() ->
                                output.wrong("--expect takes what `daybook events checksum` prints, POSITION:SHA256."));
    }

    private Report report(
            BackupFormat format, @Nullable LogChecksum expected, TemporaryDatabase database, OperatorContext restored)
            throws Exception {
        var seconds = new LinkedHashMap<String, Double>();
        timed("restore", seconds, () -> restore(format, database, restored));
        var inventory = restored.bean(LogInventory.class);
        // Of the backup: an erasure below is one more event.
        var counts = inventory.counts();
        var checksum = timed("checksum", seconds, () -> inventory.checksum(Long.MAX_VALUE));
        var asExpected = expected == null
                || expected.equals(timed("compare", seconds, () -> inventory.checksum(expected.position())));
        var names = restored.bean(ProjectionRuns.class).names();
        var verified = format == BackupFormat.EXPORT
                ? List.<ProjectionRun>of()
                : timed("verify", seconds, () -> ProjectionRunCommand.run(RunKind.VERIFY, names, restored, output));
        var rebuilt =
                timed("rebuild", seconds, () -> ProjectionRunCommand.run(RunKind.REBUILD, names, restored, output));
        var younger = keys;
        var erased = younger == null
                ? null
                : timed(
                        "erase",
                        seconds,
                        () -> EraseAgain.from(younger, restored).size());
        return new Report(
                file.toString(), format, counts, checksum, expected, asExpected, verified, rebuilt, erased, seconds);
    }

    private @Nullable Void restore(BackupFormat format, TemporaryDatabase database, OperatorContext restored)
            throws IOException, SQLException {
        if (format == BackupFormat.EXPORT) {
            ImportEvents.from(file, keys, restored, ProgressDisplay.of("restore", output));
        } else {
            new PostgresClient(database.connection()).restore(file, format);
            refuseForeign(database);
            // Brings the tables up to date.
            restored.bean(ProjectionRuns.class);
        }
        return null;
    }

    /** Refuses the dump of another application, in which the migrations would find nothing, and all would be fine. */
    private void refuseForeign(TemporaryDatabase database) throws SQLException {
        var there = database.connection();
        try (var connection =
                        DriverManager.getConnection(there.getJdbcUrl(), there.getUsername(), there.getPassword());
                var statement = connection.createStatement();
                var log = statement.executeQuery("select to_regclass('domain_events') is not null")) {
            log.next();
            if (!log.getBoolean(1)) {
                throw new CommandFailed("%s has no table domain_events: it is no backup of a shop.".formatted(file));
            }
        }
    }

    private static <T extends @Nullable Object> T timed(String step, Map<String, Double> seconds, Callable<T> work)
            throws Exception {
        var start = System.nanoTime();
        try {
            return work.call();
        } finally {
            seconds.put(step, Math.round((System.nanoTime() - start) / 1e6) / 1e3);
        }
    }

    private void print(Report report) {
        var isFine = report.exitCode() == ExitCode.FINE;
        if (output.isJson()) {
            var fields = new LinkedHashMap<String, @Nullable Object>();
            fields.put("file", report.file());
            fields.put("format", report.format());
            fields.put("isFine", isFine);
            fields.put("log", report.counts());
            fields.put("checksum", report.checksum().toString());
            fields.put(
                    "expected",
                    report.expected() == null ? null : report.expected().toString());
            fields.put("isAsExpected", report.expected() == null ? null : report.asExpected());
            fields.put("verifications", fields(report.verified()));
            fields.put("rebuilds", fields(report.rebuilt()));
            fields.put("erasedAgain", report.erasedAgain());
            fields.put("seconds", report.seconds());
            output.json(fields);
            return;
        }
        var counts = report.counts();
        output.line("%s is %s.".formatted(report.file(), report.format().words()));
        output.line(String.format(
                Locale.ROOT,
                "%,d events of %d types in %,d streams, up to position %,d; the keys of %,d persons, of whom %,d are erased",
                counts.events(),
                counts.eventsByType().size(),
                counts.streams(),
                report.checksum().position(),
                counts.persons(),
                counts.erased()));
        output.line("checksum: %s%s".formatted(report.checksum(), comparison(report)));
        ProjectionRunCommand.print(report.verified(), output);
        ProjectionRunCommand.print(report.rebuilt(), output);
        if (report.erasedAgain() != null) {
            output.line(EraseAgain.sentence(report.erasedAgain()));
        }
        var steps = new ArrayList<String>();
        report.seconds().forEach((step, taken) -> steps.add(String.format(Locale.ROOT, "%s %.1f s", step, taken)));
        output.line(String.join(", ", steps));
        output.line(
                isFine
                        ? "The backup can be restored, and is as it should be."
                        : "The backup can be restored, but is not as it should be: see above.");
    }

    private static String comparison(Report report) {
        if (report.expected() == null) {
            return "";
        }
        return report.asExpected() ? ", as expected" : ", but not %s as expected".formatted(report.expected());
    }

    private static List<?> fields(List<ProjectionRun> runs) {
        return runs.stream().map(ProjectionRunCommand::fields).toList();
    }
}
