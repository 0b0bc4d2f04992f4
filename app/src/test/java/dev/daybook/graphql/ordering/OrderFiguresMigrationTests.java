package dev.daybook.graphql.ordering;

import static dev.daybook.support.AccountDriver.money;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.OrderDriver.placeAt;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.database.DedicatedConnections;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Orders that were placed before a migration of their figures are counted as if they were placed after it. */
@ShopTest
class OrderFiguresMigrationTests {
    /** The beginning of one in which no other test has anything ordered. */
    private static final Instant YEAR = Instant.parse("2016-01-01T00:00:00Z");

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Environment environment;

    @Autowired
    DedicatedConnections connections;

    private Client ada;
    private Client bob;

    @BeforeEach
    void open() {
        ada = shop.newCustomer();
        bob = shop.newCustomer();
    }

    @AfterEach
    void drop() {
        jdbc.sql("drop schema if exists old_figures cascade").update();
    }

    @Test
    void figures_of_older_orders_equal_a_projection_of_their_events() {
        var lei = product("7.00", "RON");
        var leu = product("8.00", "MDL");
        for (int i = 0; i < 12; i++) {
            var order = placeAt(YEAR.plus(Duration.ofDays(i / 4)), i % 3 == 0 ? ada : bob, i % 4 == 0 ? leu : lei);
            if (i % 4 == 1) {
                act(
                        "payOrder",
                        order,
                        Map.of("source", Map.of("externalReference", "invoice"), "amount", money("7.00", "RON")));
            }
            Stream.of("confirmOrder", "shipOrder", "deliverOrder")
                    .skip(i % 4 == 1 ? 1 : 0)
                    .limit(i % 4)
                    .forEach(step -> act(step, order, Map.of()));
            if (i == 5) {
                act("refundOrder", order, Map.of("amount", money("1.00", "RON"), "reason", "torn"));
            } else if (i == 4) {
                act("cancelOrder", order, Map.of());
            }
        }
        var customers = Stream.of(ada, bob)
                .map(client -> GlobalId.parse(client.myId()).orElseThrow().id())
                .toList();
        migrate("4");
        var columns = """
                id, version, number, status, customer_id, total_amount, currency, paid_amount, refunded_amount,
                placed_at, confirmed_at, shipped_at, delivered_at, cancelled_at, updated_at""";
        jdbc.sql("insert into old_figures.orders (%1$s) select %1$s from orders where customer_id in (:customers)"
                        .formatted(columns))
                .param("customers", customers)
                .update();
        migrate("5");
        var figures = """
                select customer_id, day, currency, sum(pending) as pending, sum(confirmed) as confirmed,
                  sum(shipped) as shipped, sum(delivered) as delivered, sum(cancelled) as cancelled,
                  sum(revenue_amount) as revenue_amount, sum(paid_amount) as paid_amount,
                  sum(refunded_amount) as refunded_amount
                from %s.order_figures
                where customer_id in (:customers) or day >= :from and day < :to
                group by customer_id, day, currency order by 1, 2, 3""";
        var rows = Stream.of("public", "old_figures")
                .map(schema -> jdbc.sql(figures.formatted(schema))
                        .param("customers", customers)
                        .param("from", YEAR.atOffset(UTC))
                        .param("to", YEAR.plus(Duration.ofDays(60)).atOffset(UTC))
                        .query()
                        .listOfRows())
                .toList();
        assertThat(rows.get(0)).hasSizeGreaterThan(8);
        assertThat(rows.get(1)).isEqualTo(rows.get(0));
        assertThat(jdbc.sql("select count(distinct (customer_id, day, currency)) from old_figures.order_figures")
                        .query(Integer.class)
                        .single())
                .isEqualTo(rows.get(0).size());
    }

    @Test
    void days_that_have_begun_before_they_got_more_rows_keep_theirs() throws SQLException {
        for (int i = 0; i < 12; i++) {
            ada.newOrder(shop.newProduct(1));
        }
        try (var connection = connections.open("older figures")) {
            var older = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            migrate("10");
            older.sql("set search_path = old_figures").update();
            older.sql("insert into orders select * from public.orders").update();
            migrate("11");
            older.sql("""
                    insert into orders (id, placed_at, number, version, status, customer_id, total_amount, currency, updated_at)
                    select gen_random_uuid(), placed_at + interval '3 days', 'later ' || number, version, status,
                      customer_id, total_amount, currency, updated_at
                    from orders""").update();
            older.sql("update orders set status = 'CANCELLED', paid_amount = total_amount where status = 'PENDING'")
                    .update();
            assertThat(count(older, "order_figures where day <= now() and length(shard) > 1"))
                    .isZero();
            assertThat(count(older, "order_figures where day > now() and length(shard) > 1"))
                    .isPositive();
            var figures = """
                    select customer_id, day, shard, currency, pending, confirmed, shipped, delivered, cancelled,
                      revenue_amount, paid_amount, refunded_amount, spent_amount from order_figures""";
            older.sql("create temporary table counted_one_by_one as " + figures).update();
            older.sql("select recount_order_figures()::text").query().listOfRows();
            assertThat(count(
                            older,
                            "((table counted_one_by_one except all %1$s) union all (%1$s except all table counted_one_by_one)) as different"
                                    .formatted(figures)))
                    .isZero();
        }
    }

    private String product(String price, String currency) {
        return shop.catalog().newProduct(Map.of("initialStock", 100, "price", money(price, currency)));
    }

    private void act(String mutation, String order, Map<String, ?> more) {
        assertThat(userErrors(OrderDriver.act(shop.staff(), mutation, order, more), mutation))
                .isEmpty();
    }

    private static int count(JdbcClient jdbc, String from) {
        return jdbc.sql("select count(*) from " + from).query(Integer.class).single();
    }

    /** On connections of its own: what is temporary in a migration stays with its connection. */
    private void migrate(String version) {
        Flyway.configure()
                .dataSource(
                        environment.getRequiredProperty("spring.datasource.url"),
                        environment.getRequiredProperty("spring.datasource.username"),
                        environment.getProperty("spring.datasource.password"))
                .schemas("old_figures")
                .locations("classpath:db/migration/ordering")
                .target(version)
                .load()
                .migrate();
    }
}
