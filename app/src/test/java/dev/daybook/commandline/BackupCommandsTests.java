package dev.daybook.commandline;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.Daybook;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.reliability.DatabaseServer;
import dev.daybook.reliability.InstalledServer;
import dev.daybook.security.Sessions;
import dev.daybook.support.Client;
import dev.daybook.support.DatabaseDump;
import dev.daybook.support.SecondLane;
import dev.daybook.support.TestDatabase;
import dev.daybook.users.Email;
import dev.daybook.users.Password;
import dev.daybook.users.Passwords;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.EraseUser;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.UserRefusal;
import dev.daybook.users.UserRefused;
import dev.daybook.users.Username;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Backups are tried before they are needed, on the server of the tests; those of a shop on the PostgreSQL of the machine. */
@SecondLane
class BackupCommandsTests {
    private static final String PASSWORD = "Backups-are-tried-1";

    @TempDir
    private static Path files;

    /** None where PostgreSQL is not installed: then no dump can be made. */
    private static @Nullable DatabaseServer installed;

    private static @Nullable ConfigurableApplicationContext shop;
    private static @Nullable TestOperatorContext context;

    @BeforeAll
    static void open() throws Exception {
        var programs = InstalledServer.find();
        if (programs.isPresent()) {
            installed = DatabaseServer.of(programs.get(), files.resolve("postgresql"));
        }
        var settings = installed == null ? TestDatabase.argumentsOfEmptyDatabase() : installed.arguments();
        shop = new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0")
                .run(Stream.concat(Stream.of(settings), Stream.of("--daybook.demo=false"))
                        .toArray(String[]::new));
        context = new TestOperatorContext(settings);
        Person.registered("ada");
    }

    @AfterAll
    static void close() throws IOException {
        context().close();
        Objects.requireNonNull(shop).close();
        if (installed != null) {
            installed.close();
        }
    }

    @Test
    void an_export_is_restored_with_the_keys_and_compared_with_the_checksum_of_the_log() throws IOException {
        var checksum = shell().run("events", "checksum").out().strip();
        var file = export("log.jsonl", "events", "--without-keys");
        var keys = export("keys.jsonl", "keys");
        assertThat(Files.readString(file)).contains("\"sealed\"").doesNotContain("wrapped_key");
        var result = shell().run(
                        "backup", "verify", file.toString(), "--keys", keys.toString(), "--expect", checksum, "--json");
        assertThat(result.err()).isEmpty();
        var report = json(result.out());
        assertThat(report.get("isFine").asBoolean()).isTrue();
        assertThat(report.get("isAsExpected").asBoolean()).isTrue();
        assertThat(report.get("erasedAgain").asInt()).isZero();
        assertThat(report.at("/log/eventsByType/users.UserRegistered").asLong()).isPositive();
        assertThat(report.get("verifications")).as("there is nothing to verify").isEmpty();
        assertThat(report.get("rebuilds")).isNotEmpty();
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
                        "changed.sql is a plain dump by pg_dump.",
                        ", but not %s as expected".formatted(expected),
                        "users: 1 row differs",
                        " email: live ",
                        "users: rebuilt, ",
                        "not as it should be");
        assertThat(result.exitCode()).isEqualTo(ExitCode.MISMATCH);
    }

    @Test
    void a_foreign_file_is_no_backup() throws Exception {
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
        var newer = bytes.clone();
        newer["PGDMP".length() + 1] = 99;
        refused(
                Files.write(files.resolve("newer"), newer),
                "unsupported version (1.99) in file header. Install the client");
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 100, (byte) 'x');
        refused(Files.write(files.resolve("overwritten"), bytes), "cannot be restored by pg_restore: ");
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

    @Test
    void who_was_erased_after_a_dump_stays_erased_in_what_is_restored_from_it() throws Exception {
        var grace = Person.registered();
        var dump = dump("daybook", "custom");
        grace.erase();
        var keys = export("keys-after-dump.jsonl", "keys");
        try (var database = context().temporaryDatabase();
                var restored = context().on(database.connection())) {
            new PostgresClient(database.connection()).restore(dump, BackupFormat.ARCHIVE);
            var jdbc = restored.bean(JdbcClient.class);
            assertThat(DatabaseDump.of(jdbc).linesWith(grace.word)).as("before").hasSize(2);
            assertThat(linesOf(grace, jdbc, "sessions", "credentials"))
                    .as("before")
                    .hasSize(2);

            var erasure = new Shell(restored).run("keys", "erase", keys.toString());
            assertThat(erasure.out()).isEqualTo("Persons erased again: 1\n");
            assertThat(new Shell(restored)
                            .run("keys", "erase", keys.toString(), "--json")
                            .out())
                    .isEqualTo("{\"erasedAgain\":[]}\n");

            assertThat(DatabaseDump.of(jdbc).linesWith(grace.word)).isEmpty();
            assertThat(linesOf(grace, jdbc, "sessions", "credentials")).isEmpty();
            assertUnreadable(grace, restored);
            assertErasedInTheShop(grace, restored);
        }
    }

    @Test
    void who_was_erased_after_an_export_without_keys_stays_erased_in_what_is_imported_from_it() throws Exception {
        var keysBefore = export("keys-before.jsonl", "keys");
        var grace = Person.registered();
        var log = export("log-before.jsonl", "events", "--without-keys");
        grace.erase();
        var keys = export("keys-after.jsonl", "keys");
        try (var database = context().temporaryDatabase();
                var restored = context().on(database.connection())) {
            var older = new Shell(restored).run("events", "import", log.toString(), "--keys", keysBefore.toString());
            assertThat(older.err()).contains("The file of keys: Line 1: it was made before the events");
            var noKeys = new Shell(restored).run("events", "import", log.toString(), "--keys", log.toString());
            assertThat(noKeys.err()).contains("The file of keys: Line 1: it has events");

            var result = new Shell(restored).run("events", "import", log.toString(), "--keys", keys.toString());
            assertThat(result.err()).contains("Persons erased again: 1");
            assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
            var jdbc = restored.bean(JdbcClient.class);
            assertThat(DatabaseDump.of(jdbc).linesWith(grace.word)).isEmpty();
            assertThat(DatabaseDump.of(jdbc).linesWith("ada@example.com"))
                    .as("somebody else")
                    .hasSize(1);
            assertUnreadable(grace, restored);
        }
    }

    /** Somebody of whom the shop knows a word that nobody else uses: in the profile, and in the name of an account. */
    private record Person(UserId id, String word) {
        static Person registered() {
            return registered("q" + UUID.randomUUID().toString().replace("-", ""));
        }

        static Person registered(String word) {
            var id = UserId.random();
            var password = Objects.requireNonNull(shop).getBean(Passwords.class).hash(new Password(PASSWORD));
            var profile = new Profile(new Username(word), new Email(word + "@example.com"), null, null);
            send(new RegisterUser(id, profile, Role.STAFF, password));
            send(new OpenAccount(AccountId.random(), id, "Savings of " + word, Currency.getInstance("EUR")));
            Objects.requireNonNull(shop).getBean(Sessions.class).open(id);
            return new Person(id, word);
        }

        void erase() {
            send(new EraseUser(id, null, null));
        }

        private static void send(Object command) {
            Objects.requireNonNull(shop).getBean(Commands.class).send(command, new Actor.System("test"));
        }
    }

    private static List<String> linesOf(Person person, JdbcClient jdbc, String... tables) {
        return DatabaseDump.of(jdbc).linesWith(person.id.toString()).stream()
                .filter(line -> Stream.of(tables).anyMatch(table -> line.startsWith(table + ": ")))
                .toList();
    }

    /** The log is whole, and tells nothing; what it tells is what the projections have. */
    private static void assertUnreadable(Person person, OperatorContext restored) {
        var shell = new Shell(restored);
        assertThat(shell.run("events", "tail", "--from", "1", "--type", "users.UserRegistered")
                        .out())
                .contains(person.id.toString(), "ada@example.com")
                .doesNotContain(person.word);
        assertThat(shell.run("history", "user", person.word).err()).contains("There is no user");
        assertThat(shell.run("history", "user", person.id.toString()).out())
                .contains("users.UserErased", "\"status\" : \"ERASED\"")
                .doesNotContain(person.word);
        assertThat(shell.run("projections", "verify", "--all").exitCode()).isEqualTo(ExitCode.FINE);
    }

    private static void assertErasedInTheShop(Person person, OperatorContext restored) {
        try (var reopened = new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0")
                .run(restored.settings())) {
            var ada = Client.of("http://localhost:" + reopened.getEnvironment().getProperty("local.server.port"), null)
                    .logIn("ada", PASSWORD);
            ada.run("query ($name: String!) { user(by: {username: $name}) { id } }", Map.of("name", person.word))
                    .path("user")
                    .valueIsNull();
            assertThatExceptionOfType(UserRefused.class)
                    .isThrownBy(() -> reopened.getBean(Commands.class)
                            .send(new EraseUser(person.id, null, null), new Actor.System("test")))
                    .satisfies(refused -> assertThat(refused.refusal()).isEqualTo(new UserRefusal.Erased(person.id)));
        }
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

    private static Path export(String name, String what, String... options) {
        var file = files.resolve(name);
        var result = shell().run(Stream.concat(Stream.of(what, "export", file.toString()), Stream.of(options))
                .toArray(String[]::new));
        assertThat(result.exitCode()).isEqualTo(ExitCode.FINE);
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
