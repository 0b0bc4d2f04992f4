package dev.daybook.graphql.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Promptly;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.support.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.lock.LockFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

/** Tests that those who wait for one product keep nobody else from the database. */
@SecondLane
class HotProductTests {
    private static final int POOL = 6;
    private static final int AT_ONCE = 4;
    private static final int BUYERS = 40;
    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final String ORDER = """
            mutation ($product: ID!, $key: IdempotencyKey!) {
              placeOrder(input: {lines: [{productId: $product, quantity: 1}], idempotencyKey: $key}) {
                order { id } userErrors { code } } }""";

    private static String[] database;
    private static Node node;
    private static Shop shop;

    @BeforeAll
    static void a_shop_with_few_connections() {
        database = TestDatabase.argumentsOfEmptyDatabase();
        node = Node.on(
                database,
                "--spring.datasource.hikari.maximum-pool-size=" + POOL,
                "--spring.datasource.hikari.minimum-idle=" + POOL,
                "--daybook.commands.lock-timeout=30s");
        shop = node.shop();
    }

    @AfterAll
    static void it_stops() {
        node.close();
    }

    @Test
    void whoever_waits_for_a_product_has_no_connection_and_all_else_goes_on_within_a_second() throws Exception {
        var hot = shop.newProduct(1_000);
        var stream = streamOfLastStock();
        var ordered = IntStream.range(0, BUYERS)
                .<Callable<RawAnswer>>mapToObj(_ -> {
                    var buyer = shop.newCustomer();
                    return () -> order(buyer, hot);
                })
                .toList();
        allElseGoesOnWhile(ordered, stream);
    }

    @Test
    void so_it_is_when_orders_of_it_are_shipped_cancelled_and_taken_back() throws Exception {
        var hot = shop.newProduct(1_000);
        var stream = streamOfLastStock();
        var orders = new OrderDriver(shop);
        var changes = new ArrayList<Callable<RawAnswer>>();
        for (int i = 0; i < BUYERS / 3; i++) {
            var cancelled = shop.newCustomer().newOrder(hot);
            changes.add(() -> change("cancelOrder", cancelled, Map.of()));
            var shipped = shop.newCustomer().newOrder(hot);
            orders.move(shipped, "confirmOrder");
            changes.add(() -> change("shipOrder", shipped, Map.of()));
            var returned = shop.newCustomer().newOrder(hot);
            orders.move(returned, "confirmOrder", "shipOrder");
            changes.add(() -> change(
                    "refundOrder",
                    returned,
                    Map.of(
                            "amount",
                            CatalogDriver.euros("0.00"),
                            "reason",
                            "torn",
                            "returnedLines",
                            List.of(Map.of("productId", hot, "quantity", 1)))));
        }
        allElseGoesOnWhile(changes, stream);
        assertThat(shop.availableOf(hot)).isEqualTo(1_000 - BUYERS / 3);
    }

    /** Lets these wait for the stream, and checks that they succeed in the end. */
    private static void allElseGoesOnWhile(List<Callable<RawAnswer>> commands, String stream) throws Exception {
        var other = shop.newProduct(1_000);
        var ada = shop.newCustomer();
        order(ada, other);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var lock = node.bean(LockFactory.class).obtainLock(stream);
            List<Future<RawAnswer>> waiting;
            try {
                waiting = commands.stream().map(threads::submit).toList();
                var pool = node.bean(DataSource.class)
                        .unwrap(HikariDataSource.class)
                        .getHikariPoolMXBean();
                await().until(() -> waitingFor(stream) > commands.size() / 2 && pool.getActiveConnections() == 0);
                var times = new ArrayList<Duration>();
                for (int i = 0; i < 50; i++) {
                    times.add(timeOf(() -> order(ada, other)));
                    times.add(timeOf(() ->
                            RawAnswer.ask(shop.anonymous(), "{ products(first: 5) { nodes { name } } }", Map.of())));
                }
                assertThat(times.stream().sorted().toList().get(98)).as("p99").isLessThan(A_SECOND);
            } finally {
                lock.release();
            }
            for (var answer : waiting) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    private static RawAnswer change(String mutation, String order, Map<String, ?> fields) {
        var input = new HashMap<String, Object>(fields);
        input.put("orderId", order);
        input.put("idempotencyKey", UUID.randomUUID().toString());
        var type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        return RawAnswer.ask(
                shop.staff(),
                "mutation ($input: %s!) { %s(input: $input) { order { id } userErrors { code } } }"
                        .formatted(type, mutation),
                Map.of("input", input));
    }

    @Test
    void commands_beyond_the_bound_are_refused_within_a_second_and_queries_go_on() throws Exception {
        var products =
                IntStream.range(0, AT_ONCE).mapToObj(_ -> shop.newProduct(10)).toList();
        var another = shop.newProduct(10);
        var ada = shop.newCustomer();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var holder = lockingStock()) {
            var held = begin(products, threads);
            await().until(() -> waitingFor(holder) == AT_ONCE);
            var refused = withinASecond(() -> order(ada, another));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.codes()).containsExactly("UNAVAILABLE");
            assertThat(refused.messages().getFirst()).contains("nothing was done");
            assertThat(withinASecond(() -> RawAnswer.ask(ada, "{ me { id } }", Map.of()))
                            .status())
                    .isEqualTo(200);
            holder.rollback();
            for (var answer : held) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        assertThat(order(ada, another).status()).isEqualTo(200);
    }

    private static List<Future<RawAnswer>> begin(List<String> products, ExecutorService threads) {
        return products.stream()
                .map(product -> {
                    var buyer = shop.newCustomer();
                    return threads.submit(() -> order(buyer, product));
                })
                .toList();
    }

    private static RawAnswer order(Client buyer, String product) {
        return RawAnswer.ask(
                buyer,
                ORDER,
                Map.of("product", product, "key", UUID.randomUUID().toString()));
    }

    private static Duration timeOf(Callable<RawAnswer> call) throws Exception {
        var begin = System.nanoTime();
        assertThat(call.call().status()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private static RawAnswer withinASecond(Callable<RawAnswer> call) throws Exception {
        return Promptly.within(A_SECOND, call);
    }

    private static String streamOfLastStock() {
        return node.bean(JdbcClient.class).sql("""
                        select aggregate_id from domain_events where aggregate_id like 'stock:%'
                        order by position desc limit 1""").query(String.class).single();
    }

    /** About as many: each waits anew a hundred times a second. */
    private static int waitingFor(String stream) {
        var locks = (Map<?, ?>) field(field(node.bean(LockFactory.class), "locks"), "locks");
        var lock = (ReentrantLock) field(Objects.requireNonNull(locks.get(stream)), "lock");
        return lock.getQueueLength();
    }

    private static Object field(Object owner, String name) {
        return Objects.requireNonNull(ReflectionTestUtils.getField(owner, name));
    }

    private static Connection lockingStock() throws SQLException {
        var connection = DriverManager.getConnection(setting("url"), setting("username"), setting("password"));
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select from stock for update");
        }
        return connection;
    }

    private static String setting(String name) {
        for (var argument : database) {
            if (argument.contains("datasource." + name + "=")) {
                return argument.substring(argument.indexOf('=') + 1);
            }
        }
        return "";
    }

    private static int waitingFor(Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                var row = statement.executeQuery("""
                        select count(*) from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))""")) {
            row.next();
            return row.getInt(1);
        }
    }
}
