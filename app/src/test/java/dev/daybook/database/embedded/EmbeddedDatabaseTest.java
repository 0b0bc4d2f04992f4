package dev.daybook.database.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.daybook.database.ConnectionTimeouts;
import dev.daybook.database.ExternalDatabase;
import dev.daybook.database.Sql;
import dev.daybook.support.PreparedData;
import dev.daybook.support.ThirdLane;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tests share a directory: each may find in it what another has left, as the shop does. */
@ThirdLane
class EmbeddedDatabaseTest {

    private static final ConnectionTimeouts NO_WAIT = new ConnectionTimeouts(
            Duration.ZERO, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofSeconds(10));

    private static Path home = Path.of("");
    private static DataDirectory directory = new DataDirectory(home);

    @BeforeAll
    static void the_directory_has_a_difficult_name(@TempDir Path temporary) throws IOException {
        home = temporary.toRealPath();
        directory = new DataDirectory(PreparedData.in(home.resolve("ada's data")));
    }

    @Test
    void data_survive_a_restart() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            Sql.execute(database, "CREATE TABLE note AS SELECT 'notebook' AS text");
        }
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(Sql.ask(database, "SELECT text FROM note")).isEqualTo("notebook");
        }
    }

    @Test
    void a_shop_ends_with_a_server_that_is_killed_and_finds_its_data_again() throws SQLException {
        var ended = new CountDownLatch(1);
        try (var database = EmbeddedDatabase.start(directory).endingWithIt(ended::countDown)) {
            Sql.execute(database, "CREATE TABLE sale AS SELECT 'pencil' AS product");
            new PidFile(directory.data()).server().orElseThrow().kill();
            await().atMost(Duration.ofSeconds(10)).until(() -> ended.getCount() == 0);
        }
        try (var database = EmbeddedDatabase.start(directory).endingWithIt(Assertions::fail)) {
            assertThat(Sql.ask(database, "SELECT product FROM sale")).isEqualTo("pencil");
        }
    }

    @Test
    void commits_are_synchronous() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
                assertThat(Sql.ask(database, "SHOW " + setting)).as(setting).isEqualTo("on");
            }
        }
    }

    @Test
    void an_idle_transaction_times_out() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(Sql.ask(database, "SHOW idle_in_transaction_session_timeout"))
                    .isEqualTo("1min");
        }
    }

    @Test
    void only_this_machine_and_only_with_the_password_gets_in() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(Sql.ask(database, "SHOW listen_addresses")).isEqualTo("localhost");
            var stranger = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> ExternalDatabase.at(database.getJdbcUrl(), database.getUsername(), "guess", NO_WAIT));
            assertThat(stranger).hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void text_is_unicode_and_the_shop_no_superuser() throws SQLException {
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(Sql.ask(database, "SHOW server_encoding")).isEqualTo("UTF8");
            assertThat(Sql.ask(database, "SELECT upper('crème brûlée')")).isEqualTo("CRÈME BRÛLÉE");
            assertThat(Sql.ask(database, "SHOW is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void two_shops_cannot_have_one_directory() {
        try (var first = EmbeddedDatabase.start(directory)) {
            var second = refusal(directory);
            assertThat(second).hasMessage("The data directory %s is in use by this very process.", directory.path());
            assertThat(second.action()).contains("DAYBOOK_DATA_DIR", "SPRING_DATASOURCE_URL");
            assertThat(first.getJdbcUrl()).startsWith("jdbc:postgresql://localhost:");
        }
    }

    @Test
    void closing_twice_does_no_harm() {
        var database = EmbeddedDatabase.start(directory);
        database.close();
        database.close();
        assertThat(new PidFile(directory.data()).server()).isEmpty();
    }

    @Test
    void a_pid_that_is_another_programs_by_now_is_let_be() throws Exception {
        EmbeddedDatabase.start(directory).close();
        var self = ProcessHandle.current();
        Files.writeString(directory.data().resolve("postmaster.pid"), self.pid() + "\n" + directory.data() + "\n");
        try (var database = EmbeddedDatabase.start(directory)) {
            assertThat(Sql.ask(database, "SELECT 1")).isEqualTo("1");
        }
        assertThat(self.isAlive()).isTrue();
    }

    @Test
    void a_start_that_fails_says_why_and_can_be_repeated() throws Exception {
        EmbeddedDatabase.start(directory).close();
        var configuration = directory.data().resolve("postgresql.auto.conf");
        var before = Files.readString(configuration);
        Files.writeString(configuration, "nonsense");
        assertThat(refusal(directory)).hasMessageContaining("postgresql.auto.conf\" contains errors");
        Files.writeString(configuration, before);
        EmbeddedDatabase.start(directory).close();
    }

    @Test
    void programs_that_have_been_unpacked_are_not_unpacked_again() throws Exception {
        var copy = new DataDirectory(PreparedData.in(home.resolve("copy")));
        try (var programs = Files.list(copy.programs())) {
            var unpacked = programs.findFirst().orElseThrow().resolve(".exists");
            var before = Files.getLastModifiedTime(unpacked);
            EmbeddedDatabase.start(copy).close();
            assertThat(Files.getLastModifiedTime(unpacked)).isEqualTo(before);
        }
    }

    @Test
    void a_first_start_that_was_cut_short_begins_again() throws Exception {
        var other = new DataDirectory(home.resolve("cut-short"));
        var program = other.programs().resolve("PG-half/bin/postgres");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "ELF");
        Files.createDirectories(other.unfinishedData().resolve("base"));
        Files.writeString(other.unfinishedData().resolve("PG_VERSION"), "18\n");
        Files.writeString(other.unfinishedData().resolve("postgresql.conf"), "");
        try (var database = EmbeddedDatabase.start(other)) {
            assertThat(Sql.ask(database, "SELECT current_database()")).isEqualTo("daybook");
        }
        assertThat(other.unfinishedData()).doesNotExist();
        assertThat(program).doesNotExist();
    }

    @Test
    void data_of_another_version_are_not_touched() throws Exception {
        var old = new DataDirectory(home.resolve("old"));
        Files.createDirectories(old.data());
        Files.writeString(old.data().resolve("PG_VERSION"), "17\n");
        assertThat(refusal(old))
                .hasMessage("The data in %s are PostgreSQL 17's, and this is PostgreSQL 18.", old.path());
        assertThat(old.data()).isDirectoryContaining("glob:**/PG_VERSION");
    }

    @Test
    void a_build_without_postgresql_for_the_machine_asks_for_a_server() {
        var refusal = catchThrowableOfType(
                DatabaseUnavailable.class,
                () -> PostgresServer.start(
                        directory,
                        directory.data(),
                        DataDirectory.passwordIn(directory.data()),
                        (system, _) -> new BundledPrograms().getPgBinary(system, "pdp11")));
        assertThat(refusal)
                .hasMessageMatching("This build of Daybook brings no PostgreSQL for \\w+ on pdp11\\.")
                .hasMessageNotContaining("cannot be started");
        assertThat(refusal.action()).startsWith("Set SPRING_DATASOURCE_URL to ");
    }

    @Test
    void a_directory_that_cannot_be_made_is_named() throws Exception {
        var file = Files.writeString(home.resolve("file"), "");
        assertThat(refusal(new DataDirectory(file.resolve("data"))))
                .hasMessageStartingWith("The data directory %s cannot be used: ".formatted(file.resolve("data")));
    }

    private static DatabaseUnavailable refusal(DataDirectory directory) {
        return catchThrowableOfType(
                DatabaseUnavailable.class,
                () -> EmbeddedDatabase.start(directory).close());
    }
}
