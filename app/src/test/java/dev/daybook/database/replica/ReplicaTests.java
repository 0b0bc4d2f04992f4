package dev.daybook.database.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.reliability.DatabaseServer;
import dev.daybook.support.Client;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.FourthLane;
import dev.daybook.support.Node;
import dev.daybook.support.PreparedData;
import dev.daybook.support.Promptly;
import dev.daybook.support.Shop;
import dev.daybook.users.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests what a shop reads on a replica, on a standby that really streams, and that pauses, falls silent and is killed. */
@FourthLane
class ReplicaTests {
    private static final Duration MAX_LAG = Duration.ofSeconds(4);
    private static final Duration ONCE = Duration.ofSeconds(4);
    private static final String NAME = "query ($id: ID!) { product(by: {id: $id}) { name } }";

    @TempDir
    static Path directory;

    private static DatabaseServer primary;
    private static DatabaseServer standby;
    private static DatabaseProxy proxy;
    private static Node node;
    private static Shop shop;

    private String notebook;

    @BeforeAll
    static void a_shop_with_a_replica() throws Exception {
        primary = DatabaseServer.create(PreparedData.in(directory));
        standby = primary.standby("standby", List.of());
        proxy = DatabaseProxy.before(new String[] {standby.url("daybook")});
        node = Node.on(
                primary.arguments(),
                "--daybook.demo=false",
                "--daybook.replica.url=" + proxy.through(new String[] {standby.url("daybook")})[0],
                "--daybook.replica.max-lag=" + MAX_LAG.toSeconds() + "s");
        shop = node.shop();
    }

    @AfterAll
    static void all_stop() throws Exception {
        node.close();
        proxy.close();
        standby.close();
        primary.close();
    }

    @BeforeEach
    void the_replica_is_used_and_knows_a_notebook() {
        await().atMost(Duration.ofSeconds(20)).until(ReplicaTests::used);
        notebook = shop.newProduct(10);
        awaitOnReplica(() -> nameSeenBy(shop.anonymous()) != null);
    }

    @AfterEach
    void it_replays_again() throws Exception {
        proxy.restore();
        replay("resume");
    }

    @Test
    void who_has_written_reads_their_own_and_others_may_be_behind() throws Exception {
        var ada = shop.newUser(Role.STAFF);
        var before = nameSeenBy(shop.anonymous());
        replay("pause");
        var renamed = rename(ada);
        assertThat(nameSeenBy(ada)).isEqualTo(renamed);
        assertThat(counted("primary", "behind_caller")).isPositive();
        assertThat(nameSeenBy(shop.anonymous())).isEqualTo(before);
        replay("resume");
        awaitOnReplica(() -> renamed.equals(nameSeenBy(shop.anonymous())));
        awaitOnReplica(() -> renamed.equals(nameSeenBy(ada)));
    }

    @Test
    void who_has_just_registered_reads_what_they_have_done() throws Exception {
        replay("pause");
        var name = shop.unique("ada");
        var token = shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD),
                        "session { accessToken }")
                .path("registerUser.session.accessToken")
                .entity(String.class)
                .get();
        var behind = counted("primary", "behind_caller");
        shop.anonymous()
                .with(token)
                .run("{ me { username accounts { id } } }")
                .path("me.username")
                .entity(String.class)
                .isEqualTo(name);
        assertThat(counted("primary", "behind_caller")).isEqualTo(behind + 1);
    }

    @Test
    void a_mutation_decides_and_answers_from_the_primary() throws Exception {
        var ada = shop.newCustomer();
        replay("pause");
        var pen = shop.newProduct(1);
        var borrowed = borrowed();
        ada.run("""
                        mutation ($id: ID!, $key: IdempotencyKey!) {
                          placeOrder(input: {lines: [{productId: $id, quantity: 1}], idempotencyKey: $key}) {
                            order { lines { product { id availability } } user { orders { totalCount } } } userErrors { code } } }""", Map.of("id", pen, "key", UUID.randomUUID().toString()))
                .path("placeOrder.order.lines[0].product.availability")
                .entity(String.class)
                .isEqualTo("OUT_OF_STOCK")
                .path("placeOrder.order.user.orders.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
        ada.placeOrder("again", Map.of(pen, 1))
                .path("placeOrder.userErrors")
                .entityList(Object.class)
                .hasSize(1);
        assertThat(borrowed())
                .as("connections to the replica that were borrowed")
                .isEqualTo(borrowed);
    }

    @Test
    void the_log_and_what_tells_of_the_primary_are_read_there() throws Exception {
        var order = shop.newCustomer().newOrder(notebook);
        var bob = shop.newUser(Role.STAFF);
        awaitOnReplica(() -> bob.run("query ($id: ID!) { order(by: {id: $id}) { id } }", Map.of("id", order))
                        .path("order.id")
                        .hasValue()
                != null);
        for (var query : List.of(
                "{ events(first: 1) { nodes { id } totalCount } }",
                "query ($id: ID!) { order(by: {id: $id}) { timeline { totalCount nodes { __typename } } } }",
                "query ($id: ID!) { order(by: {id: $id}, atVersion: 1) { status } }",
                "{ projections { name rowCount lastRebuild { id } } }",
                "{ systemHealth { status eventStore { headPosition } subscribers { position } } }")) {
            for (int i = 0; i < 2; i++) {
                var before = counted("primary", "primary_only");
                bob.run(query, query.contains("$id") ? Map.of("id", order) : Map.of())
                        .errors()
                        .verify();
                assertThat(counted("primary", "primary_only")).as(query).isEqualTo(before + 1);
            }
        }
    }

    @Test
    void a_replica_that_lags_too_far_is_not_read_until_it_has_caught_up() throws Exception {
        replay("pause");
        var renamed = rename(shop.staff());
        var paused = System.nanoTime();
        await().atMost(MAX_LAG.multipliedBy(3)).until(() -> !used());
        assertThat(Duration.ofNanos(System.nanoTime() - paused)).isGreaterThan(MAX_LAG.minusSeconds(1));
        assertThat(nameSeenBy(shop.anonymous())).isEqualTo(renamed);
        assertThat(counted("primary", "lagging")).isPositive();
        replay("resume");
        await().atMost(MAX_LAG.multipliedBy(3)).until(ReplicaTests::used);
        awaitOnReplica(() -> renamed.equals(nameSeenBy(shop.anonymous())));
    }

    @Test
    void a_query_that_a_killed_replica_was_at_is_answered_and_so_are_others_until_it_is_back() throws Exception {
        try (var other = primary.connect();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            try (var lock = other.createStatement()) {
                // Which the standby replays, so that its readers wait for it.
                lock.execute("create table held ()");
                lock.execute("lock table products in access exclusive mode");
                lock.execute("select pg_switch_wal()");
            }
            await().until(() -> isOnStandby("mode = 'AccessExclusiveLock' and relation = 'products'::regclass"));
            var answer = clients.submit(() -> nameSeenBy(shop.anonymous()));
            await().until(() -> isOnStandby("not granted"));
            standby.kill();
            other.rollback();
            assertThat(answer.get()).isNotNull();
        }
        assertThat(counted("primary", "failed")).isPositive();
        for (int i = 0; i < 5; i++) {
            assertThat(nameSeenBy(shop.anonymous())).isNotNull();
        }
        assertThat(used()).isFalse();
        standby.start();
        await().atMost(Duration.ofSeconds(20)).until(ReplicaTests::used);
        awaitOnReplica(() -> nameSeenBy(shop.anonymous()) != null);
    }

    @Test
    void a_replica_of_which_nothing_is_heard_costs_a_query_little_and_only_once() throws Exception {
        proxy.fallSilent();
        var began = System.nanoTime();
        assertThat(nameSeenBy(shop.anonymous())).isNotNull();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ONCE);
        await().until(() -> !used());
        assertThat(Promptly.within(Duration.ofSeconds(1), () -> nameSeenBy(shop.anonymous())))
                .isNotNull();
    }

    private String rename(Client staff) {
        var name = shop.unique("Notebook");
        staff.mutate("updateProduct", Map.of("productId", notebook, "name", name), "product { name }")
                .path("updateProduct.product.name")
                .entity(String.class)
                .isEqualTo(name);
        return name;
    }

    private String nameSeenBy(Client client) {
        return client.run(NAME, Map.of("id", notebook))
                .path("product.name")
                .entity(String.class)
                .get();
    }

    /** Waits until it is so, by a query that the replica has answered, which fails before it has replayed what is asked for. */
    private static void awaitOnReplica(Callable<Boolean> seen) {
        await().atMost(MAX_LAG.multipliedBy(3))
                .untilAsserted(() -> assertThat(onReplica(seen)).isTrue());
    }

    /** Whether it is so, by a query that the replica has answered. */
    private static boolean onReplica(Callable<Boolean> seen) {
        var before = counted("replica", "none");
        try {
            return seen.call() && counted("replica", "none") == before + 1;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean used() {
        return node.bean(Replica.class).isUsed();
    }

    private static double counted(String server, String reason) {
        return node.bean(MeterRegistry.class)
                .get("daybook.replica.queries")
                .tags("server", server, "reason", reason)
                .counter()
                .count();
    }

    private static long borrowed() {
        return node.bean(MeterRegistry.class)
                .get("hikaricp.connections.usage")
                .tag("pool", "replica")
                .timer()
                .count();
    }

    private static void replay(String what) throws SQLException {
        try (var connection = standby.connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_wal_replay_%s()".formatted(what));
        }
    }

    private static boolean isOnStandby(String lock) throws SQLException {
        try (var connection = standby.connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select exists (select from pg_locks where %s)".formatted(lock))) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
