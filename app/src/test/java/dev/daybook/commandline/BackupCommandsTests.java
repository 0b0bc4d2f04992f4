package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.Daybook;
import dev.daybook.reliability.DatabaseServer;
import dev.daybook.reliability.InstalledServer;
import dev.daybook.support.SecondLane;
import dev.daybook.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backups are tried before they are needed, on the server of the tests; those of a shop on the PostgreSQL of the machine. */
@SecondLane
class BackupCommandsTests {
    private static final int LONG_ENOUGH_FOR_A_HEADER = 5_000;

    @TempDir
    private static Path files;

    /** None where PostgreSQL is not installed: then no dump can be made. */
    private static @Nullable DatabaseServer installed;

    private static @Nullable TestOperatorContext context;

    @BeforeAll
    static void open() throws Exception {
        var programs = InstalledServer.find();
        if (programs.isPresent()) {
            installed = DatabaseServer.of(programs.get(), files.resolve("postgresql"));
        }
        var settings = installed == null ? TestDatabase.argumentsOfEmptyDatabase() : installed.arguments();
        new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=true")
                .run(settings)
                .close();
        context = new TestOperatorContext(settings);
    }

    @AfterAll
    static void close() throws IOException {
        context().close();
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void an_export_is_restored_and_compared_with_the_checksum_of_the_log() {
        var checksum = shell().run("events", "checksum").out().strip();
        var file = export("log.jsonl");
        var result = shell().run("backup", "verify", file.toString(), "--expect", checksum);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "log.jsonl is an export of events.",
                        "\nchecksum: " + checksum + ", as expected\n",
                        "\nusers: rebuilt, ",
                        "The backup can be restored, and is as it should be.")
                .doesNotContain("equals its events");
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void an_older_part_of_the_log_has_a_checksum_of_its_own() {
        var whole = shell().run("events", "checksum", "--json").out();
        var part = shell().run("events", "checksum", "--to", "3", "--json").out();
        assertThat(json(part).get("position").asLong()).isEqualTo(3);
        assertThat(json(part).get("sha256")).isNotEqualTo(json(whole).get("sha256"));
        assertThat(shell().run("events", "checksum", "--to", Long.toString(Long.MAX_VALUE), "--json")
                        .out())
                .isEqualTo(whole);
    }

    @Test
    void a_dump_is_restored_and_what_it_holds_is_compared_with_its_events() throws Exception {
        var checksum = shell().run("events", "checksum", "--to", "17").out().strip();
        var file = dump("daybook", "custom");
        var result = shell().run("backup", "verify", file.toString(), "--expect", checksum, "--json");
        assertThat(result.err()).isEmpty();
        var report = json(result.out());
        assertThat(report.get("isFine").asBoolean()).isTrue();
        assertThat(report.get("isAsExpected").asBoolean()).isTrue();
        assertThat(report.at("/log/events").asLong()).isEqualTo(context().events());
        assertThat(report.at("/log/eventsByType/users.UserRegistered").asLong()).isPositive();
        assertThat(report.get("verifications"))
                .hasSameSizeAs(report.get("rebuilds"))
                .isNotEmpty();
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void a_dump_that_is_not_as_expected_is_a_difference_and_so_is_a_row_that_does_not_equal_its_events()
            throws Exception {
        var file = dump("daybook", "plain");
        var changed = Files.writeString(
                files.resolve("changed.sql"),
                Files.readString(file).replace("\tada\tada@example.com\t", "\tada\tada@example.org\t"));
        var checksum = shell().run("events", "checksum").out().strip();
        var expected = checksum.replaceFirst(":.*", ":" + "0".repeat(64));
        var result = shell().run("backup", "verify", changed.toString(), "--expect", expected);
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains(
                        "checksum: %s, but not %s as expected".formatted(checksum, expected),
                        "users: 1 row differs",
                        " email: live ",
                        "users: rebuilt, ",
                        "not as it should be");
        assertThat(result.exitCode()).isEqualTo(ExitCode.MISMATCH);
    }

    @Test
    void a_damaged_or_foreign_file_is_no_backup() throws Exception {
        var export = export("to-break.jsonl");
        refused(part(export, LONG_ENOUGH_FOR_A_HEADER), "Line ");
        refused(Files.writeString(files.resolve("diary.txt"), "Dear diary"), "is no backup that is known here");
        refused(Files.writeString(files.resolve("empty"), ""), "is no backup that is known here");
        refused(files, "is no backup that is known here");
        refused(files.resolve("nowhere"), "There is no file");
    }

    @Test
    void a_damaged_or_foreign_dump_is_no_backup() throws Exception {
        var archive = dump("daybook", "custom");
        var bytes = Files.readAllBytes(archive);
        refused(part(archive, bytes.length - 1_000), "cannot be restored by pg_restore: pg_restore: error: ");
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 'x');
        refused(
                Files.write(files.resolve("overwritten"), bytes),
                "cannot be restored by pg_restore: pg_restore: error: ");
        var script = dump("daybook", "plain");
        refused(part(script, (int) Files.size(script) - 1_000), "it is a part of a dump");
        var text = Files.readString(script, ISO_8859_1);
        refused(
                Files.writeString(
                        files.resolve("wrong.sql"), text.replace("COPY public.users", "COPY public.uses"), ISO_8859_1),
                "cannot be restored by psql: psql:");
        refused(dump("postgres", "custom"), "has no table domain_events: it is no backup of a shop");
    }

    @Test
    void a_program_that_is_missing_is_named_with_the_way_to_get_it() {
        assertThatExceptionOfType(CommandFailed.class)
                .isThrownBy(() -> PostgresClient.program("pg_restore", files.toString()))
                .withMessageContaining("pg_restore is needed")
                .withMessageContaining("postgresql-client");
    }

    private static void refused(Path file, String reason) {
        var result = shell().run("backup", "verify", file.toString());
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).startsWith("daybook: ").contains(reason).hasLineCount(1);
        assertThat(result.exitCode()).isEqualTo(ExitCode.FAILED);
    }

    private static Path part(Path file, int length) throws IOException {
        return Files.write(files.resolve("part"), Arrays.copyOf(Files.readAllBytes(file), length));
    }

    private static Path export(String name) {
        var file = files.resolve(name);
        assertThat(shell().run("events", "export", file.toString()).exitCode()).isEqualTo(ExitCode.FINE);
        return file;
    }

    private static Path dump(String database, String format) throws Exception {
        var programs = InstalledServer.find();
        assumeThat(programs).as("PostgreSQL that is installed").isPresent();
        var file = Files.createTempFile(files, database, "." + format);
        var builder = new ProcessBuilder(List.of(
                        programs.orElseThrow().program("pg_dump").toString(),
                        "--format=" + format,
                        "--file=" + file,
                        database))
                .inheritIO();
        builder.environment().putAll(Objects.requireNonNull(installed).clientSettings());
        assertThat(builder.start().waitFor()).isZero();
        return file;
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Shell shell() {
        return new Shell(context());
    }

    private static TestOperatorContext context() {
        return Objects.requireNonNull(context);
    }
}
