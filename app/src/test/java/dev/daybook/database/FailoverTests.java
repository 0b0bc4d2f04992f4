package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import dev.daybook.database.embedded.DatabaseUnavailable;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.reliability.DatabaseServer;
import dev.daybook.support.Client;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.PreparedData;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.Sse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a shop of two servers does when its primary is gone and the standby is promoted, and then has no standby. */
@FourthLane
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FailoverTests {
    private static final Duration WELL_AGAIN = Duration.ofSeconds(20);
    /** Connections of the pool for commands whose commits wait. */
    private static final String WAITING = """
            from pg_stat_activity where wait_event = 'SyncRep' and application_name = 'daybook' and query not like '%subscriber_tokens%'""";

    private static DatabaseServer primary;
    private static DatabaseServer standby;
    private static String[] both;
    private static Node node;
    private static Shop shop;
    private static Client ada;
    private static String notebook;

    @BeforeAll
    static void a_shop_of_two_servers(@TempDir Path directory) throws Exception {
        primary = DatabaseServer.create(PreparedData.in(directory));
        standby = primary.standby("standby", List.of());
        primary.awaitAtCommit("standby");
        both = DatabaseServer.either(standby.arguments(), primary.arguments());
        node = Node.on(both);
        shop = node.shop();
        ada = shop.newCustomer();
        notebook = shop.newProduct(1_000);
    }

    @AfterAll
    static void all_stop() throws Exception {
        node.close();
        standby.close();
        primary.close();
    }

    @Test
    @Order(1)
    void what_was_acknowledged_is_there_after_a_promotion_and_all_goes_on_without_a_restart() throws Exception {
        var acknowledged = new ArrayList<String>();
        try (var stock = Sse.subscribe(ada, "subscription { stockChanged { stock { available } } }", Map.of())) {
            await().until(() -> node.bean(LiveLog.class).listeners() == 1);
            for (int left = 999; left >= 980; left--) {
                acknowledged.add(ada.newOrder(notebook));
                assertThat(stock.next().at("/data/stockChanged/stock/available").asInt())
                        .isEqualTo(left);
            }

            primary.kill();
            await().until(() -> readiness() == 503);
            assertThat(order(UUID.randomUUID()).codes()).containsExactly("UNAVAILABLE");
            assertThat(catchThrowable(() -> start(Duration.ZERO)))
                    .isInstanceOf(DatabaseUnavailable.class)
                    .hasMessageContaining("cannot be reached at //127.0.0.1:")
                    .hasMessageContaining("there is no primary");
            var waiting = CompletableFuture.supplyAsync(
                    () -> start(WELL_AGAIN), task -> Thread.ofVirtual().start(task));

            standby.promote();
            var promoted = System.nanoTime();
            await().atMost(WELL_AGAIN).until(() -> order(UUID.randomUUID()).status() == 200);
            waiting.get(WELL_AGAIN.toSeconds(), TimeUnit.SECONDS);
            await().atMost(WELL_AGAIN).until(() -> readiness() == 200);
            assertThat(ordersOf(ada)).containsAll(acknowledged);
            assertThat(stock.next().at("/data/stockChanged/stock/available").asInt())
                    .isEqualTo(979);
            await().atMost(WELL_AGAIN)
                    .until(() -> notifications(ada) == ordersOf(ada).size());
            assertThat(Duration.ofNanos(System.nanoTime() - promoted)).isLessThan(WELL_AGAIN);
        }
    }

    @Test
    @Order(2)
    void a_server_that_takes_no_writes_has_done_nothing_and_is_given_up() throws Exception {
        set("default_transaction_read_only = on");
        await().untilAsserted(() -> {
            var answer = order(UUID.randomUUID());
            assertThat(answer.codes()).containsExactly("UNAVAILABLE");
            assertThat(answer.body().at("/errors/0/extensions/mayHaveBeenDone").asBoolean())
                    .isFalse();
        });
        set("default_transaction_read_only = off");
        await().atMost(WELL_AGAIN).until(() -> order(UUID.randomUUID()).status() == 200);
    }

    @Test
    @Order(3)
    void an_order_that_is_on_no_standby_yet_is_not_acknowledged_even_when_it_is_sent_again() throws Exception {
        standby.awaitAtCommit("one_that_is_away");
        var key = UUID.randomUUID();
        var first = sent(key);
        cancelWaitForStandby();
        var answer = first.get(20, TimeUnit.SECONDS);
        assertThat(answer.codes()).containsExactly("UNAVAILABLE");
        assertThat(answer.body().at("/errors/0/extensions/mayHaveBeenDone").asBoolean())
                .isTrue();

        var again = sent(key);
        awaitWaitForStandby();
        assertThat(again).isNotDone();
        standby.awaitAtCommit("");
        assertThat(again.get(20, TimeUnit.SECONDS)
                        .body()
                        .at("/data/placeOrder/idempotentReplay")
                        .asBoolean())
                .isTrue();
    }

    private static ExternalDatabase start(Duration patience) {
        var setting = both[0].substring(both[0].indexOf('=') + 1);
        return ExternalDatabase.at(
                setting,
                "daybook",
                both[2].substring(both[2].indexOf('=') + 1),
                ExternalDatabaseTest.waiting(patience));
    }

    private static CompletableFuture<RawAnswer> sent(UUID key) {
        return CompletableFuture.supplyAsync(
                () -> order(key), task -> Thread.ofVirtual().start(task));
    }

    private static RawAnswer order(UUID key) {
        return RawAnswer.ask(
                ada,
                "mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { idempotentReplay order { id } } }",
                Map.of(
                        "input",
                        Map.of(
                                "lines",
                                List.of(Map.of("productId", notebook, "quantity", 1)),
                                "idempotencyKey",
                                key.toString())));
    }

    private static List<String> ordersOf(Client customer) {
        return customer.run("{ me { orders(first: 100) { nodes { id } } } }")
                .path("me.orders.nodes[*].id")
                .entityList(String.class)
                .get();
    }

    private static int notifications(Client customer) {
        return customer.run("{ me { notifications { totalCount } } }")
                .path("me.notifications.totalCount")
                .entity(Integer.class)
                .get();
    }

    private static int readiness() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(ada.address() + "/actuator/health/readiness"));
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static void set(String setting) throws SQLException {
        try (var connection = standby.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter system set " + setting);
            statement.execute("select pg_reload_conf()");
        }
    }

    private static void awaitWaitForStandby() {
        await().until(() -> count(WAITING) > 0);
    }

    private static void cancelWaitForStandby() {
        await().until(() -> count(WAITING + " and pg_cancel_backend(pid)") > 0);
    }

    private static long count(String what) throws SQLException {
        try (var connection = standby.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) " + what)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
