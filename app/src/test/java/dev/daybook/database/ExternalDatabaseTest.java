package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.daybook.database.embedded.DatabaseUnavailable;
import dev.daybook.database.embedded.EmbeddedDatabase;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.PreparedData;
import dev.daybook.support.TestDatabase;
import dev.daybook.support.ThirdLane;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ThirdLane
class ExternalDatabaseTest {

    @Test
    void a_server_says_what_is_wrong_with_the_login_or_the_name(@TempDir Path home) {
        try (var server = EmbeddedDatabase.start(PreparedData.in(home))) {
            var url = server.getJdbcUrl();
            assertThat(refusal(url, "sesame"))
                    .hasMessageContaining("password authentication failed for user \"daybook\"")
                    .extracting(DatabaseUnavailable::action)
                    .asString()
                    .contains("SPRING_DATASOURCE_USERNAME", "SPRING_DATASOURCE_PASSWORD");
            assertThat(refusal(url + "s", server.getPassword()))
                    .hasMessageContaining("database \"daybooks\" does not exist")
                    .extracting(DatabaseUnavailable::action)
                    .asString()
                    .contains("SPRING_DATASOURCE_URL");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_the_parameters() {
        assertThat(refusal("jdbc:postgresql://localhost:1/daybook?password=sesame", null))
                .hasMessageStartingWith("PostgreSQL cannot be reached at //localhost:1/daybook: Connection refused");
    }

    @Test
    void a_start_waits_for_a_server_that_recovers_but_not_for_a_right_password() throws Exception {
        try (var server = new RefusingServer(
                "57P03 the database system is starting up",
                "57P03 the database system is starting up",
                "57P03 the database system is in recovery mode",
                "28P01 password authentication failed")) {
            var refusal = catchThrowableOfType(
                    DatabaseUnavailable.class,
                    () -> ExternalDatabase.at(server.url(), "daybook", "sesame", waiting(Duration.ofMinutes(1))));
            assertThat(refusal).hasMessageContaining("does not let the shop in: password authentication failed");
        }
    }

    @Test
    void a_start_waits_for_a_server_that_is_not_there_yet_and_not_for_ever(@TempDir Path home) throws Exception {
        try (var server = EmbeddedDatabase.start(PreparedData.in(home));
                var proxy = DatabaseProxy.before(new String[] {server.getJdbcUrl()})) {
            var url = proxy.through(new String[] {server.getJdbcUrl()})[0];
            proxy.refuse();
            assertThatExceptionOfType(DatabaseUnavailable.class)
                    .isThrownBy(() -> ExternalDatabase.at(
                            url, server.getUsername(), server.getPassword(), waiting(Duration.ofSeconds(1))))
                    .withMessageContaining("cannot be reached");
            var start = CompletableFuture.supplyAsync(
                    () -> ExternalDatabase.at(
                            url, server.getUsername(), server.getPassword(), waiting(Duration.ofMinutes(1))),
                    task -> Thread.ofVirtual().start(task));
            assertThat(start).isNotDone();
            proxy.restore();
            assertThat(start.get(20, TimeUnit.SECONDS).getJdbcUrl()).startsWith(url);
        }
    }

    @Test
    void a_start_finds_the_other_server_behind_one_that_hangs() throws Exception {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var settings = TestDatabase.environment();
            var url = Objects.requireNonNull(settings.get("SPRING_DATASOURCE_URL"));
            var both = url.replaceFirst("//", "//localhost:%d,".formatted(hanging.getLocalPort()));
            var timeouts = new ConnectionTimeouts(
                    Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofHours(1));
            var start = System.nanoTime();
            var found = ExternalDatabase.at(
                            both,
                            settings.get("SPRING_DATASOURCE_USERNAME"),
                            settings.get("SPRING_DATASOURCE_PASSWORD"),
                            timeouts)
                    .getJdbcUrl();
            // The driver may pass over the one that hangs by itself, before the log-in of a first attempt times out.
            var logInOfTwo = timeouts.connectTimeout().multipliedBy(3);
            var isFirstAttempt = System.nanoTime() - start < logInOfTwo.toNanos();
            var otherFirst = url.replaceFirst("(//[^/]+).*", "$1,localhost:" + hanging.getLocalPort());
            assertThat(found).startsWith(isFirstAttempt ? both : otherFirst);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://ada:sesame@localhost/daybook",
                "jdbc:mysql://localhost/daybook?password=sesame",
                "jdbc:postgresql://ada:sesame@localhost/daybook",
                "jdbc:postgresql://localhost:port/daybook?password=sesame"
            })
    void an_address_that_cannot_be_one_is_refused_without_being_printed(String url) {
        var refusal = refusal(url, "sesame");
        assertThat(refusal).hasMessageStartingWith("SPRING_DATASOURCE_URL").hasMessageNotContaining("sesame");
        assertThat(refusal.action()).contains("jdbc:postgresql://").doesNotContain("sesame");
    }

    private static DatabaseUnavailable refusal(String url, @Nullable String password) {
        return catchThrowableOfType(
                DatabaseUnavailable.class, () -> ExternalDatabase.at(url, "daybook", password, waiting(Duration.ZERO)));
    }

    /** Time-outs of a start that waits for so long. */
    static ConnectionTimeouts waiting(Duration patience) {
        return new ConnectionTimeouts(patience, Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofHours(1));
    }

    /** A server that answers each log-in with the next of these failures, and then with the last one. */
    private static final class RefusingServer implements AutoCloseable {
        private final ServerSocket door;

        RefusingServer(String... failures) throws IOException {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> {
                for (int i = 0; !door.isClosed(); i++) {
                    try (var client = door.accept()) {
                        // The length of the log-in, and the log-in.
                        var in = new DataInputStream(client.getInputStream());
                        in.readNBytes(in.readInt() - Integer.BYTES);
                        client.getOutputStream().write(error(failures[Math.min(i, failures.length - 1)]));
                    } catch (IOException closed) {
                        // By this test, or by the shop.
                    }
                }
            });
        }

        private static byte[] error(String failure) {
            var fields = "SFATAL\0VFATAL\0C%s\0M%s\0\0".formatted(failure.substring(0, 5), failure.substring(6));
            var body = fields.getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(1 + Integer.BYTES + body.length)
                    .put((byte) 'E')
                    .putInt(Integer.BYTES + body.length)
                    .put(body)
                    .array();
        }

        String url() {
            return "jdbc:postgresql://localhost:%d/daybook?sslmode=disable&gssEncMode=disable"
                    .formatted(door.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }
}
