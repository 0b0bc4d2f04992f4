package dev.daybook.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.daybook.support.Client;
import dev.daybook.support.DatabaseProxy;
import dev.daybook.support.Node;
import dev.daybook.support.Promptly;
import dev.daybook.support.SecondLane;
import dev.daybook.support.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests what a shop does when its connections are lost and the database is there: a fail-over, or a firewall that forgets. */
@SecondLane
class LostConnectionsTests {
    private static final Duration WELL_AGAIN = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CLIENTS = 8;

    private DatabaseProxy proxy;
    private Node node;

    @BeforeEach
    void a_shop_behind_a_proxy() {
        var database = TestDatabase.argumentsOfEmptyDatabase();
        proxy = DatabaseProxy.before(database);
        node = Node.on(proxy.through(database));
    }

    @AfterEach
    void both_stop() throws Exception {
        proxy.restore();
        node.close();
        proxy.close();
    }

    @Test
    void connections_that_are_lost_in_silence_are_replaced_within_20_seconds_while_orders_come() throws Exception {
        var shop = node.shop();
        var notebook = shop.newProduct(1_000);
        var ada = shop.newCustomer();
        ada.newOrder(notebook);
        await().until(() -> notifications(ada) == 1);
        assertThat(ImpatientDataSource.in(node.bean(DataSource.class)))
                .as("hears of commits")
                .isPresent();
        assertThat(node.bean(DataSource.class).unwrap(HikariDataSource.class).getThreadFactory())
                .as("threads that can be told to connect")
                .isSameAs(node.bean(PoolThreads.class));
        var customers = new AtomicBoolean(true);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    var bob = shop.newCustomer();
                    clients.submit(() -> {
                        while (customers.get()) {
                            tryToOrder(notebook, bob);
                        }
                    });
                }
                await().until(() -> pool().getActiveConnections() > 0);
                Promptly.within(WELL_AGAIN, () -> {
                    var earlier = signals();
                    assertThat(proxy.loseInSilence()).isGreaterThan(10);
                    await().atMost(PATIENCE).ignoreExceptions().until(() -> tryToOrder(notebook, ada));
                    var told = notifications(ada);
                    ada.newOrder(notebook);
                    await().atMost(PATIENCE).ignoreExceptions().until(() -> notifications(ada) > told);
                    await().atMost(PATIENCE).untilAsserted(() -> {
                        var now = signals();
                        now.removeAll(earlier);
                        assertThat(now).hasSize(2);
                    });
                    return null;
                });
            } finally {
                customers.set(false);
            }
        }
        await().untilAsserted(() -> {
            assertThat(pool().getActiveConnections()).isZero();
            assertThat(pool().getThreadsAwaitingConnection()).isZero();
        });
    }

    private static boolean tryToOrder(String product, Client customer) {
        try {
            return !customer.newOrder(product).isEmpty();
        } catch (AssertionError | RuntimeException _) {
            return false;
        }
    }

    private static int notifications(Client customer) {
        return customer.run("{ me { notifications { totalCount } } }")
                .path("me.notifications.totalCount")
                .entity(Integer.class)
                .get();
    }

    /** The server's processes for the two connections that follow the log. */
    private Set<Integer> signals() {
        return new HashSet<>(JdbcClient.create(node.bean(DataSource.class))
                .sql("""
                        select pid from pg_stat_activity
                        where application_name = 'daybook signals' and datname = current_database()""")
                .query(Integer.class)
                .list());
    }

    private HikariPoolMXBean pool() throws SQLException {
        return node.bean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean();
    }
}
