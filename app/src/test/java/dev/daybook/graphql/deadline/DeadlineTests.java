package dev.daybook.graphql.deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.RawSocket;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests of operations that take longer than their deadline, because somebody has locked what they need. */
@SecondLane
class DeadlineTests {
    private static final String TAGS = "{ a: tags { name } b: tags { name } c: tags { name } }";

    /** Before any time-out of the database would end the wait for the lock. */
    private static final Duration SOON = Duration.ofSeconds(6);

    private static Node node;
    private static Shop shop;
    private static Client staff;

    @BeforeAll
    static void a_shop_whose_operations_have_a_second() {
        node = Node.ofNewShop("--daybook.operations.deadline=1s", "--daybook.database.lock-timeout=30s");
        shop = node.shop();
        staff = shop.newUser(Role.STAFF);
    }

    @AfterAll
    static void the_shop_is_closed() {
        node.close();
    }

    @Test
    void a_query_is_ended_together_with_its_statement() throws Exception {
        try (var _ = locked("tags")) {
            var began = System.nanoTime();
            var answer = RawAnswer.ask(shop.anonymous(), TAGS, Map.of());
            assertThat(waitingFor("tags")).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.messages()).containsExactly("This took longer than 1 s. Ask for less");
            assertThat(answer.codes()).containsExactly("DEADLINE_EXCEEDED");
            assertThat(answer.body().at("/errors/0/extensions/mayHaveBeenDone").asBoolean(true))
                    .isFalse();
            assertThat(answer.body().has("data")).isFalse();
        }
        assertThat(RawAnswer.ask(shop.anonymous(), TAGS, Map.of()).codes())
                .as("the connection is as good as before")
                .isEmpty();
    }

    @Test
    void a_query_over_a_websocket_is_ended_and_the_socket_goes_on() throws Exception {
        try (var socket = RawSocket.ready(shop.anonymous())) {
            try (var _ = locked("tags")) {
                socket.subscribe("1", TAGS);
                assertThat(socket.nextInShort()).isEqualTo("1 error DEADLINE_EXCEEDED");
                assertThat(waitingFor("tags")).isZero();
            }
            socket.subscribe("2", TAGS);
            assertThat(socket.nextInShort()).isEqualTo("2 next");
        }
    }

    @Test
    void a_command_is_not_cut_off_and_none_is_begun_after_the_deadline() throws Exception {
        var late = "mutation { a: %s { category { id } userErrors { code } } b: %s { category { id } } }"
                .formatted(create("Late"), create("Too late"));
        try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<RawAnswer> answer;
            try (var _ = locked("categories")) {
                answer = CompletableFuture.supplyAsync(() -> RawAnswer.ask(staff, late, Map.of()), requests);
                await().until(() -> waitingFor("categories", "and now() - query_start > interval '2 seconds'") == 1);
            }
            assertThat(answer.join().status()).isEqualTo(503);
            assertThat(answer.join().codes()).containsExactly("DEADLINE_EXCEEDED");
            assertThat(answer.join().messages())
                    .containsExactly(
                            "The mutations before this one took longer than 1 s." + " It was not begun: send it again");
            assertThat(answer.join().body().at("/errors/0/path/0").asString()).isEqualTo("b");
            assertThat(answer.join()
                            .body()
                            .at("/errors/0/extensions/mayHaveBeenDone")
                            .asBoolean(true))
                    .isFalse();
        }
        assertThat(categories("Late")).isOne();
        assertThat(categories("Too late")).isZero();
    }

    @Test
    void an_answer_to_a_mutation_that_cannot_be_read_in_time_says_that_it_may_have_been_done() throws Exception {
        var document = "mutation { %s { category { products { nodes { id } } } } }".formatted(create("Done"));
        try (var _ = locked("products")) {
            var answer = RawAnswer.ask(staff, document, Map.of());
            assertThat(waitingFor("products")).isZero();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.codes()).containsExactly("DEADLINE_EXCEEDED");
            assertThat(answer.body().at("/errors/0/extensions/mayHaveBeenDone").asBoolean(false))
                    .isTrue();
        }
        assertThat(categories("Done")).isOne();
    }

    @Test
    void a_subscription_has_no_deadline() throws Exception {
        var product = shop.newNotebook(3);
        try (var listener = RawSocket.ready(shop.anonymous())) {
            listener.subscribe("1", "subscription { stockChanged { id } }");
            try (var _ = locked("tags")) {
                assertThat(RawAnswer.ask(shop.anonymous(), TAGS, Map.of()).codes())
                        .as("longer than a deadline later")
                        .containsExactly("DEADLINE_EXCEEDED");
            }
            assertThat(shop.newUser(Role.CUSTOMER)
                            .placeOrder("first", Map.of(globalId(product.value()), 1))
                            .path("placeOrder.order.id")
                            .entity(String.class)
                            .get())
                    .isNotBlank();
            assertThat(listener.nextInShort()).isEqualTo("1 next");
        }
    }

    private static String globalId(UUID product) {
        return new GlobalId("Product", product).toString();
    }

    private static String create(String name) {
        return "createCategory(input: {name: \"%s\"})".formatted(name);
    }

    /** Nobody else reads or writes the table until the connection is closed. */
    private static Connection locked(String table) throws SQLException {
        var connection = node.bean(DataSource.class).getConnection();
        connection.setAutoCommit(false);
        try (var lock = connection.createStatement()) {
            lock.execute("lock table %s in access exclusive mode".formatted(table));
        }
        return connection;
    }

    private static int waitingFor(String table) {
        return waitingFor(table, "");
    }

    private static int waitingFor(String table, String condition) {
        return jdbc().sql("""
                        select count(*) from pg_stat_activity where datname = current_database()
                        and state = 'active' and wait_event_type = 'Lock' and query like ? %s""".formatted(condition))
                .param("%" + table + "%")
                .query(Integer.class)
                .single();
    }

    private static int categories(String name) {
        return jdbc().sql("select count(*) from categories where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }

    private static JdbcClient jdbc() {
        return node.bean(JdbcClient.class);
    }
}
