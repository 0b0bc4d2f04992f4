package dev.daybook.graphql.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.CapturedLog;
import dev.daybook.support.Client;
import dev.daybook.support.Concurrently;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.Node;
import dev.daybook.support.Promptly;
import dev.daybook.support.Shop;
import dev.daybook.support.TestDatabase;
import dev.daybook.support.ThirdLane;
import dev.daybook.users.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.lock.Lock;
import org.axonframework.common.lock.LockFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tests what a shop answers while its database is away, over real HTTP and on a real PostgreSQL behind a proxy. */
@ThirdLane
class DatabaseAwayTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONGER_THAN_THE_POOL_TRUSTS = Duration.ofMillis(800);
    private static final Duration LONG_BEFORE_THE_SOCKET_TIMEOUT = Duration.ofSeconds(6);
    private static final int POOL = 5;
    private static final String HEALTH =
            "{ systemHealth { status database { status poolSize inUse } subscribers { name }"
                    + " eventStore { headPosition eventCount } } }";

    private static DatabaseProxy proxy;
    private static Node node;
    private static Shop shop;
    private static String[] database;

    private final HttpClient http = HttpClient.newHttpClient();
    private Client staff;
    private Client ada;
    private String notebook;

    /** Ways in which a database can be away. */
    enum Away {
        STOPPED {
            @Override
            void begin() {
                proxy.refuse();
            }
        },
        SILENT {
            @Override
            void begin() throws SQLException {
                // One that has just been used is taken without being asked.
                pool().getHikariPoolMXBean().softEvictConnections();
                proxy.fallSilent();
            }
        };

        abstract void begin() throws SQLException;
    }

    private record Answer(int status, @Nullable String retryAfter, JsonNode body) {
        String code() {
            return body.at("/errors/0/extensions/code").asString();
        }

        String message() {
            return body.at("/errors/0/message").asString();
        }

        boolean mayHaveBeenDone() {
            return body.at("/errors/0/extensions/mayHaveBeenDone").asBoolean();
        }

        Answer isUnavailable() {
            assertThat(status).isEqualTo(503);
            assertThat(retryAfter).isEqualTo("1");
            assertThat(code()).isEqualTo("UNAVAILABLE");
            assertThat(body.toString()).doesNotContain("Exception", "hikari");
            return this;
        }
    }

    @BeforeAll
    static void a_shop_behind_a_proxy() {
        database = TestDatabase.argumentsOfEmptyDatabase();
        proxy = DatabaseProxy.before(database);
        node = Node.on(
                proxy.through(database),
                "--spring.datasource.hikari.maximum-pool-size=" + POOL,
                "--spring.datasource.hikari.minimum-idle=1",
                "--daybook.database.lock-timeout=500ms",
                "--daybook.commands.lock-timeout=1500ms");
        shop = node.shop();
    }

    @AfterAll
    static void both_stop() throws Exception {
        node.close();
        proxy.close();
    }

    @BeforeEach
    void people_who_were_there_before() {
        staff = shop.newUser(Role.STAFF);
        ada = shop.newCustomer();
        notebook = shop.newProduct(100);
        assertThat(staff.isSignedIn()).isTrue();
    }

    @AfterEach
    void it_comes_back() {
        proxy.restore();
        await().untilAsserted(
                        () -> assertThat(post(ada, "{ me { id } }").status()).isEqualTo(200));
    }

    @ParameterizedTest
    @EnumSource
    void all_that_needs_the_database_is_unavailable_soon(Away away) throws Exception {
        away.begin();
        var answers = allSoon(List.of(
                () -> post(ada, "{ me { id } }"),
                () -> post(
                        null,
                        "{ a: products { totalCount } b: posts { totalCount } c: categories { id } d: categoryStats { productCount } }"),
                () -> post(
                        null,
                        "mutation { logIn(input: {login: \"ada\", password: \"Correct-horse-1\"}) { session { accessToken } } }"),
                () -> order(ada, "k")));
        answers.forEach(Answer::isUnavailable);
        assertThat(answers.getLast().mayHaveBeenDone()).isFalse();
        assertThat(answers.getLast().message()).contains("Nothing was done");
    }

    @ParameterizedTest
    @EnumSource
    void what_needs_no_database_is_answered(Away away) throws Exception {
        away.begin();
        var introspection = "{ __schema { queryType { name } } apiInfo { name } }";
        for (var answer : allSoon(List.of(
                () -> post(ada, "{ __typename }"),
                () -> post(null, "{ __typename }"),
                () -> post(ada, introspection),
                () -> post(null, introspection)))) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().has("errors")).isFalse();
            assertThat(answer.body().at("/data").toString()).contains("Query");
        }
    }

    @ParameterizedTest
    @EnumSource
    void health_says_so_and_is_no_error(Away away) throws Exception {
        away.begin();
        var answers = allSoon(List.of(
                () -> post(staff, HEALTH),
                () -> post(ada, HEALTH),
                () -> get("/actuator/health/readiness"),
                () -> get("/actuator/health"),
                () -> get("/actuator/health/liveness")));
        assertThat(answers).extracting(Answer::status).containsExactly(200, 503, 503, 503, 200);
        var health = answers.getFirst().body();
        assertThat(health.has("errors")).isFalse();
        assertThat(health.at("/data/systemHealth/status").asString()).isEqualTo("DOWN");
        answers.get(1).isUnavailable();
    }

    @Test
    void a_connection_that_is_lost_leaves_one_line_in_the_log() throws Exception {
        try (var logged = new CapturedLog()) {
            useAllConnections();
            proxy.refuse();
            // More than once, since nothing is logged while another shop of the JVM configures the log.
            await().untilAsserted(() -> {
                post(null, "{ products { totalCount } }").isUnavailable();
                assertThat(logged.lines())
                        .anyMatch(line -> line.contains("The database was not there for field /products"));
            });
            assertThat(logged.lines()).noneMatch(line -> line.contains("marked as broken"));
        }
    }

    @Test
    void a_pool_that_is_full_is_told_from_a_database_that_is_away() throws Exception {
        var held = new ArrayList<Connection>();
        try {
            for (int i = 0; i < POOL; i++) {
                held.add(pool().getConnection());
            }
            soon(() -> post(null, "{ products { totalCount } }")).isUnavailable();
            var health = soon(() -> post(staff, HEALTH));
            assertThat(health.status()).isEqualTo(200);
            assertThat(health.body().at("/data/systemHealth/status").asString()).isEqualTo("STRESSED");
            assertThat(health.body().at("/data/systemHealth/database/inUse").asInt())
                    .isEqualTo(POOL);
            assertThat(soon(() -> get("/actuator/health/readiness")).status()).isEqualTo(200);
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
    }

    @Test
    void a_lock_of_the_database_that_is_not_got_in_time_is_unavailable_and_nothing_was_done() throws Exception {
        try (var other = lockingStock()) {
            var answer = soon(() -> order(ada, "k")).isUnavailable();
            assertThat(answer.mayHaveBeenDone()).isFalse();
            assertThat(answer.message()).contains("nothing was done");
            other.rollback();
        }
        assertThat(order(ada, "k")
                        .body()
                        .at("/data/placeOrder/idempotentReplay")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_key_that_an_earlier_call_is_at_work_on_for_too_long_is_in_progress() throws Exception {
        assertThat(order(ada, "first").status()).isEqualTo(200);
        try (var earlier = transaction();
                var statement = earlier.createStatement()) {
            assertThat(statement.executeUpdate("update idempotency_keys set key = 'second' where key = 'first'"))
                    .isEqualTo(1);
            var answer = soon(() -> order(ada, "second"));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().at("/data/placeOrder/order").isNull()).isTrue();
            assertThat(answer.body().at("/data/placeOrder/userErrors/0/code").asString())
                    .isEqualTo("IDEMPOTENCY_IN_PROGRESS");
            earlier.rollback();
        }
        assertThat(order(ada, "second")
                        .body()
                        .at("/data/placeOrder/idempotentReplay")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void a_stream_that_another_command_is_at_work_on_for_too_long_is_unavailable() throws Exception {
        var lock = lockingStream();
        try {
            var answer = soon(() -> order(ada, "k")).isUnavailable();
            assertThat(answer.mayHaveBeenDone()).isFalse();
        } finally {
            lock.release();
        }
        assertThat(order(ada, "k").status()).isEqualTo(200);
    }

    @Test
    void a_command_that_has_waited_for_its_stream_takes_no_connection_that_is_silent() throws Exception {
        var lock = lockingStream();
        var answer = CompletableFuture.supplyAsync(() -> order(ada, "k"));
        try {
            assertThat(answer).failsWithin(LONGER_THAN_THE_POOL_TRUSTS);
            useAllConnections();
            proxy.fallSilent();
        } finally {
            lock.release();
        }
        assertThat(answer).succeedsWithin(LONG_BEFORE_THE_SOCKET_TIMEOUT);
        answer.get().isUnavailable();
    }

    @Test
    void an_answer_that_was_lost_says_that_it_may_have_been_done_and_the_key_tells() throws Exception {
        try (var other = lockingStock()) {
            var answer = CompletableFuture.supplyAsync(() -> order(ada, "k"));
            await().until(() -> isWaitedFor(other));
            proxy.refuse();
            assertThat(answer).succeedsWithin(SOON);
            var lost = answer.get().isUnavailable();
            assertThat(lost.mayHaveBeenDone()).isTrue();
            assertThat(lost.message()).contains("send it again with the same idempotency key");
            other.rollback();
        }
        proxy.restore();
        await().ignoreExceptions()
                .untilAsserted(() -> assertThat(order(ada, "k").status()).isEqualTo(200));
        assertThat(ada.run("{ me { orders { totalCount } } }")
                        .path("me.orders.totalCount")
                        .entity(Integer.class)
                        .get())
                .isEqualTo(1);
    }

    /** The stream of the last stock that was written to, as a command at work on it has it. */
    private static Lock lockingStream() {
        var stream = node.bean(JdbcClient.class)
                .sql("select max(aggregate_id) from domain_events where aggregate_id like 'stock:%' and position = "
                        + "(select max(position) from domain_events where aggregate_id like 'stock:%')")
                .query(String.class)
                .single();
        return node.bean(LockFactory.class).obtainLock(stream);
    }

    /** So that the pool takes them for good. */
    private static void useAllConnections() throws SQLException {
        var used = new ArrayList<Connection>();
        for (int i = 0; i < POOL; i++) {
            used.add(pool().getConnection());
        }
        for (var connection : used) {
            connection.close();
        }
    }

    /** A transaction of somebody else, who holds all rows of stock. */
    private static Connection lockingStock() throws SQLException {
        var connection = transaction();
        try (var statement = connection.createStatement()) {
            statement.execute("select from stock for update");
        }
        return connection;
    }

    private static Connection transaction() throws SQLException {
        var settings = Stream.of(database).map(it -> it.split("=", 2)).toList();
        var connection = DriverManager.getConnection(
                setting(settings, "url"), setting(settings, "username"), setting(settings, "password"));
        connection.setAutoCommit(false);
        return connection;
    }

    private static String setting(List<String[]> settings, String name) {
        return settings.stream()
                .filter(it -> it[0].endsWith("datasource." + name))
                .map(it -> it[1])
                .findFirst()
                .orElse("");
    }

    private static boolean isWaitedFor(Connection other) throws SQLException {
        try (var statement = other.createStatement();
                var row = statement.executeQuery(
                        "select exists (select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid)))")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static HikariDataSource pool() throws SQLException {
        return node.bean(DataSource.class).unwrap(HikariDataSource.class);
    }

    private Answer order(Client customer, String key) {
        return post(
                customer,
                "mutation { placeOrder(input: {lines: [{productId: \"%s\", quantity: 1}], idempotencyKey: \"%s\"}) {"
                                .formatted(notebook, key)
                        + " idempotentReplay order { id } userErrors { code } } }");
    }

    private Answer post(@Nullable Client caller, String query) {
        var request = HttpRequest.newBuilder(URI.create(shop.anonymous().address() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        if (caller != null) {
            request.header("Authorization", "Bearer " + caller.accessToken());
        }
        return send(request);
    }

    private Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(shop.anonymous().address() + path)));
    }

    private static Answer soon(Callable<Answer> call) throws Exception {
        return Promptly.within(SOON, call);
    }

    private static List<Answer> allSoon(List<Callable<Answer>> calls) throws Exception {
        return Promptly.within(SOON, () -> Concurrently.atOnce(calls));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").orElse(null),
                    JSON.readTree(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
