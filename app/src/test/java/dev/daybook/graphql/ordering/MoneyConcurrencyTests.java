package dev.daybook.graphql.ordering;

import static dev.daybook.support.Concurrently.atOnce;
import static dev.daybook.support.OrderDriver.act;
import static dev.daybook.support.OrderDriver.pay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Ada has 100.00 EUR and an order of a notebook at 12.50 EUR, and then much happens at once, over HTTP. */
@SecondLane
class MoneyConcurrencyTests {
    private static final int TIMES = 10;
    private static final String DONE = "done";

    private static Node node;
    private static Shop shop;

    private OrderDriver orderDriver;
    private Client ada;
    private String savings;
    private String notebook;
    private String order;

    @BeforeAll
    static void a_shop_of_its_own() {
        node = Node.ofNewShop();
        shop = node.shop();
    }

    @AfterAll
    static void the_shop_is_closed() {
        node.close();
    }

    @BeforeEach
    void ada_orders() {
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        savings = shop.newAccount(ada, "100.00");
        notebook = shop.newProduct(5);
        order = ada.newOrder(notebook);
    }

    @RepeatedTest(TIMES)
    void concurrent_payments_of_an_order_take_the_money_once() throws Exception {
        var purse = shop.newAccount(ada, "12.50");

        var outcomes = atOnce(6, i -> outcome(pay(ada, order, i % 2 == 0 ? savings : purse, "12.50"), "payOrder"));

        assertThat(outcomes).filteredOn(DONE::equals).hasSize(1);
        assertThat(outcomes).filteredOn("ILLEGAL_TRANSITION"::equals).hasSize(5);
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PAID 12.50 0.00");
        assertThat(orderDriver.versionOf(order)).isEqualTo(3);
        assertThat(new BigDecimal(orderDriver.balanceOf(savings)).add(new BigDecimal(orderDriver.balanceOf(purse))))
                .isEqualTo("100.00");
        assertThat(Stream.of(savings, purse).flatMap(account -> orderDriver.entriesOf(account).stream()))
                .filteredOn(entry -> entry.startsWith("PAYMENT"))
                .hasSize(1);
    }

    @RepeatedTest(TIMES)
    void one_payment_that_is_sent_many_times_is_carried_out_once() throws Exception {
        var input = Map.of(
                "source",
                Map.of("accountId", savings),
                "amount",
                Map.of("amount", "12.50", "currencyCode", "EUR"),
                "idempotencyKey",
                "the same");

        var answers = atOnce(6, _ -> act(ada, "payOrder", order, input));

        assertThat(answers).extracting(answer -> outcome(answer, "payOrder")).containsOnly(DONE);
        assertThat(answers)
                .extracting(answer -> answer.path("payOrder.idempotentReplay")
                        .entity(Boolean.class)
                        .get())
                .containsOnlyOnce(false);
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("87.50");
    }

    @RepeatedTest(TIMES)
    void money_for_one_of_two_orders_pays_one() throws Exception {
        var purse = shop.newAccount(ada, "24.99");
        var orders = List.of(order, ada.newOrder(notebook));

        var outcomes = atOnce(2, i -> outcome(pay(ada, orders.get(i), purse, "12.50"), "payOrder"));

        assertThat(outcomes).containsExactlyInAnyOrder(DONE, "INSUFFICIENT_FUNDS");
        assertThat(orderDriver.balanceOf(purse)).isEqualTo("12.49");
        assertThat(orders)
                .extracting(orderDriver::stateOf)
                .containsExactlyInAnyOrder("CONFIRMED PAID 12.50 0.00", "PENDING UNPAID 0.00 0.00");
    }

    @RepeatedTest(TIMES)
    void an_order_that_is_paid_and_cancelled_at_once_costs_nothing() throws Exception {
        var outcomes = atOnce(List.<Callable<String>>of(
                () -> outcome(pay(ada, order, savings, "12.50"), "payOrder"),
                () -> outcome(act(ada, "cancelOrder", order, Map.of()), "cancelOrder")));

        assertThat(outcomes.getLast()).isEqualTo(DONE);
        assertThat(outcomes.getFirst()).isIn(DONE, "ILLEGAL_TRANSITION");
        var paid = outcomes.getFirst().equals(DONE);
        assertThat(orderDriver.stateOf(order))
                .isEqualTo(paid ? "CANCELLED REFUNDED 12.50 12.50" : "CANCELLED UNPAID 0.00 0.00");
        assertThat(orderDriver.entriesOf(savings)).hasSize(paid ? 3 : 1);
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        stockIsBackOnce();
    }

    @RepeatedTest(TIMES)
    void concurrent_cancellations_of_a_paid_order_refund_and_release_once() throws Exception {
        pay(ada, order, savings, "12.50");

        var outcomes = atOnce(
                6, i -> outcome(act(i % 2 == 0 ? ada : shop.staff(), "cancelOrder", order, Map.of()), "cancelOrder"));

        assertThat(outcomes).filteredOn(DONE::equals).hasSize(1);
        assertThat(outcomes).filteredOn("ILLEGAL_TRANSITION"::equals).hasSize(5);
        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED REFUNDED 12.50 12.50");
        assertThat(orderDriver.entriesOf(savings))
                .filteredOn(entry -> entry.startsWith("REFUND"))
                .containsExactly("REFUND 12.50 → 100.00 " + orderDriver.numberOf(order));
        stockIsBackOnce();
    }

    @RepeatedTest(TIMES)
    void an_order_is_shipped_or_cancelled_but_not_both() throws Exception {
        pay(ada, order, savings, "12.50");

        var outcomes = atOnce(List.<Callable<String>>of(
                () -> outcome(act(shop.staff(), "shipOrder", order, Map.of()), "shipOrder"),
                () -> outcome(act(ada, "cancelOrder", order, Map.of()), "cancelOrder")));

        assertThat(outcomes).containsExactlyInAnyOrder(DONE, "ILLEGAL_TRANSITION");
        var shipped = outcomes.getFirst().equals(DONE);
        assertThat(orderDriver.stateOf(order))
                .isEqualTo(shipped ? "SHIPPED PAID 12.50 0.00" : "CANCELLED REFUNDED 12.50 12.50");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo(shipped ? "87.50" : "100.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(shipped ? 4 : 5);
    }

    @RepeatedTest(TIMES)
    void many_refunds_never_give_back_more_than_was_paid() throws Exception {
        pay(ada, order, savings, "12.50");

        var outcomes = atOnce(6, _ -> outcome(orderDriver.refund(order, "5.00"), "refundOrder"));

        assertThat(outcomes).filteredOn(DONE::equals).hasSize(2);
        assertThat(outcomes).filteredOn("OUT_OF_RANGE"::equals).hasSize(4);
        assertThat(orderDriver.stateOf(order)).isEqualTo("CONFIRMED PARTIALLY_REFUNDED 12.50 10.00");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("97.50");
    }

    @RepeatedTest(TIMES)
    void all_of_the_money_and_the_goods_come_back_once() throws Exception {
        pay(ada, order, savings, "12.50");
        orderDriver.move(order, "shipOrder");
        var all = Map.of("reason", "torn", "returnedLines", List.of(Map.of("productId", notebook, "quantity", 1)));

        var outcomes = atOnce(4, _ -> outcome(act(shop.staff(), "refundOrder", order, all), "refundOrder"));

        assertThat(outcomes).filteredOn(DONE::equals).hasSize(1);
        assertThat(outcomes).filteredOn("NOTHING_TO_REFUND"::equals).hasSize(3);
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        assertThat(orderDriver.movementsOf(notebook))
                .filteredOn(movement -> movement.startsWith("RETURNED"))
                .hasSize(1);
    }

    @RepeatedTest(TIMES)
    void the_figures_lose_no_order_of_a_customer_who_orders_much_at_once() throws Exception {
        var products = IntStream.range(0, 3).mapToObj(_ -> shop.newProduct(100)).toList();

        var orders = atOnce(12, i -> ada.newOrder(products.get(i % 3)));
        var outcomes = atOnce(12, i -> switch (i % 3) {
            case 0 -> outcome(pay(ada, orders.get(i), savings, "12.50"), "payOrder");
            case 1 -> outcome(act(ada, "cancelOrder", orders.get(i), Map.of()), "cancelOrder");
            default -> outcome(ada.placeOrder(UUID.randomUUID().toString(), Map.of(notebook, 1)), "placeOrder");
        });

        assertThat(outcomes).containsOnly(DONE);
        assertThat(outcomes).hasSize(12);
        var stats = ada.run("{ me { orderStats { totalOrders totalRevenue { amount } netPaid { amount }"
                + " byStatus { status count } } orders { totalCount } } }");
        stats.path("me.orderStats.totalOrders").entity(Integer.class).isEqualTo(17);
        stats.path("me.orders.totalCount").entity(Integer.class).isEqualTo(17);
        stats.path("me.orderStats.totalRevenue.amount").entity(String.class).isEqualTo("162.50");
        stats.path("me.orderStats.netPaid.amount").entity(String.class).isEqualTo("50.00");
        stats.path("me.orderStats.byStatus[?(@.count > 0)]")
                .entityList(Map.class)
                .containsExactly(
                        Map.of("status", "PENDING", "count", 9),
                        Map.of("status", "CONFIRMED", "count", 4),
                        Map.of("status", "CANCELLED", "count", 4));
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("50.00");
    }

    @Test
    void an_order_paid_and_cancelled_on_two_nodes_at_once_costs_nothing() throws Exception {
        try (var other = Node.beside(node)) {
            var there = other.as(ada);
            for (int round = 0; round < TIMES; round++) {
                var next = (round % 2 == 0 ? ada : there).newOrder(notebook);
                var nodes = List.of(ada, there);
                var outcomes = atOnce(
                        6,
                        i -> i < 4
                                ? outcome(pay(nodes.get(i % 2), next, savings, "12.50"), "payOrder")
                                : outcome(act(nodes.get(i % 2), "cancelOrder", next, Map.of()), "cancelOrder"));

                assertThat(outcomes).containsOnly(DONE, "ILLEGAL_TRANSITION");
                assertThat(outcomes.subList(4, 6)).containsOnlyOnce(DONE);
                var paid = outcomes.subList(0, 4).contains(DONE);
                assertThat(orderDriver.stateOf(next))
                        .isEqualTo(paid ? "CANCELLED REFUNDED 12.50 12.50" : "CANCELLED UNPAID 0.00 0.00");
                var number = orderDriver.numberOf(next);
                assertThat(orderDriver.entriesOf(savings))
                        .filteredOn(entry -> entry.endsWith(number))
                        .hasSize(paid ? 2 : 0);
                assertThat(orderDriver.movementsOf(notebook))
                        .filteredOn(movement -> movement.endsWith(number))
                        .containsExactly("RELEASED 1 " + number, "RESERVED -1 " + number);
            }
        }
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
    }

    @Test
    void the_figures_of_the_day_lose_no_order_of_anybody() throws Exception {
        var customers = IntStream.range(0, 5).mapToObj(_ -> shop.newCustomer()).toList();
        var product = shop.newProduct(100);
        var before = ordersOfAll();

        atOnce(50, i -> customers.get(i % 5).newOrder(product));

        assertThat(ordersOfAll() - before).isEqualTo(50);
        for (var customer : customers) {
            customer.run("{ me { orderStats { totalOrders totalRevenue { amount } } } }")
                    .path("me.orderStats")
                    .entity(Map.class)
                    .isEqualTo(Map.of("totalOrders", 10, "totalRevenue", Map.of("amount", "125.00")));
        }
        assertThat(shop.availableOf(product)).isEqualTo(50);
    }

    private void stockIsBackOnce() {
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        var number = orderDriver.numberOf(order);
        assertThat(orderDriver.movementsOf(notebook)).containsExactly("RELEASED 1 " + number, "RESERVED -1 " + number);
    }

    /** Of all times, since other tests of this JVM let things happen in another year. */
    private int ordersOfAll() {
        return shop.staff()
                .run("{ orderStats(period: {from: \"0001-01-01T00:00:00Z\"}) { totalOrders } }")
                .path("orderStats.totalOrders")
                .entity(Integer.class)
                .get();
    }

    private static String outcome(Response response, String mutation) {
        var codes = response.path(mutation + ".userErrors[*].code")
                .entityList(String.class)
                .get();
        return codes.isEmpty() ? DONE : String.join(",", codes);
    }
}
