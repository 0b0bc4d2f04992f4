package dev.daybook.subscribers;

import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static dev.daybook.support.OrderDriver.act;
import static dev.daybook.support.OrderDriver.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.ConcurrentTest;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/**
 * Two nodes look for orders whose time is over: the shop of all tests, and a hasty one where that is soon. The tests wait for
 * that side by side, each with a customer and a product of its own.
 */
@ShopTest
class UnpaidOrdersTests {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static Node hasty;

    @Autowired
    Shop shop;

    private OrderDriver orderDriver;
    private Client ada;
    private String notebook;

    @BeforeAll
    static void open() {
        hasty = Node.start("--daybook.orders.payment-window=6s");
    }

    @AfterAll
    static void close() {
        hasty.close();
    }

    @BeforeEach
    void ada_comes() {
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        notebook = shop.newProduct(5);
    }

    @ConcurrentTest
    void an_order_that_is_not_paid_in_time_is_cancelled_once_and_its_stock_is_for_sale_again() {
        var order = order(hasty.as(ada), 2);
        awaitCancellation(order);

        assertThat(orderDriver.stateOf(order)).isEqualTo("CANCELLED UNPAID 0.00 0.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        var number = orderDriver.numberOf(order);
        assertThat(orderDriver.movementsOf(notebook)).containsExactly("RELEASED 2 " + number, "RESERVED -2 " + number);
        var seen = ada.run("""
                query ($id: ID!) { order(by: {id: $id}) { cancelReason reservedUntil version nextStatuses
                  timeline { nodes { ... on OrderStatusEntry { from to reason actor { kind label } } } } } }""", Map.of("id", order));
        seen.path("order.cancelReason").entity(String.class).isEqualTo("Not paid in time");
        seen.path("order.reservedUntil").valueIsNull();
        seen.path("order.version").entity(Long.class).isEqualTo(2L);
        seen.path("order.timeline.nodes[1]")
                .entity(Map.class)
                .isEqualTo(Map.of(
                        "from", "PENDING",
                        "to", "CANCELLED",
                        "reason", "Not paid in time",
                        "actor", Map.of("kind", "SYSTEM", "label", "payment window")));
    }

    @ConcurrentTest
    void an_order_says_how_long_it_waits() {
        var order = order(hasty.as(ada), 1);
        var seen = ada.run(
                "query ($id: ID!) { order(by: {id: $id}, atVersion: 1) { placedAt reservedUntil } }",
                Map.of("id", order));
        assertThat(Duration.between(
                        seen.path("order.placedAt").entity(Instant.class).get(),
                        seen.path("order.reservedUntil").entity(Instant.class).get()))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @ConcurrentTest
    void an_order_paid_or_confirmed_in_time_is_kept() {
        var there = hasty.as(ada);
        var savings = shop.newAccount(ada, "100.00");
        var paid = order(there, 1);
        assertThat(userErrors(pay(there, paid, savings, "12.50"), "payOrder")).isEmpty();
        var confirmed = order(there, 1);
        orderDriver.move(confirmed, "confirmOrder");
        var laterOrder = order(ada, 1);
        awaitCancellation(order(there, 1));

        assertThat(orderDriver.stateOf(paid)).isEqualTo("CONFIRMED PAID 12.50 0.00");
        assertThat(orderDriver.stateOf(confirmed)).isEqualTo("CONFIRMED UNPAID 0.00 0.00");
        assertThat(orderDriver.stateOf(laterOrder))
                .as("of the other node, which waits longer")
                .isEqualTo("PENDING UNPAID 0.00 0.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(2);
        assertThat(isWaiting(paid)).isFalse();
        assertThat(isWaiting(confirmed)).isFalse();
        assertThat(isWaiting(laterOrder)).isTrue();
    }

    @ConcurrentTest
    void a_cancelled_order_keeps_its_reason() {
        var there = hasty.as(ada);
        var order = order(there, 1);
        act(there, "cancelOrder", order, Map.of("reason", "changed my mind"));
        awaitCancellation(order(there, 1));

        assertThat(orderDriver.versionOf(order)).isEqualTo(2);
        assertThat(orderDriver.movementsOf(notebook)).hasSize(4);
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
    }

    @ConcurrentTest
    void too_late_to_pay_is_too_late() {
        var savings = shop.newAccount(ada, "100.00");
        var order = order(hasty.as(ada), 1);
        awaitCancellation(order);
        assertThat(userErrors(pay(ada, order, savings, "12.50"), "payOrder"))
                .containsExactly("ILLEGAL_TRANSITION input.orderId");
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("100.00");
    }

    @ConcurrentTest
    void money_that_comes_when_time_is_over_pays_the_order_or_stays_where_it_is() throws Exception {
        var savings = shop.newAccount(ada, "200.00");
        var plenty = shop.newProduct(100);
        var orders = IntStream.range(0, 16)
                .mapToObj(_ -> hasty.as(ada).newOrder(plenty))
                .toList();
        var end = endOf(orders.getLast());
        var errors = atOnce(orders.size(), i -> {
            var moment = end.plusMillis(100L * i);
            await().pollInterval(Duration.ofMillis(10))
                    .until(() -> Instant.now().isAfter(moment));
            return userErrors(pay(ada, orders.get(i), savings, "12.50"), "payOrder");
        });
        await().atMost(PATIENCE).until(() -> orders.stream().noneMatch(this::isWaiting));

        var paid = 0;
        for (int i = 0; i < orders.size(); i++) {
            var inTime = errors.get(i).isEmpty();
            paid += inTime ? 1 : 0;
            assertThat(orderDriver.stateOf(orders.get(i)))
                    .isEqualTo(inTime ? "CONFIRMED PAID 12.50 0.00" : "CANCELLED UNPAID 0.00 0.00");
            assertThat(errors.get(i)).isEqualTo(inTime ? List.of() : List.of("ILLEGAL_TRANSITION input.orderId"));
        }
        assertThat(shop.availableOf(plenty)).isEqualTo(100 - paid);
        assertThat(new BigDecimal(orderDriver.balanceOf(savings)))
                .isEqualByComparingTo(
                        new BigDecimal("200").subtract(new BigDecimal("12.50").multiply(BigDecimal.valueOf(paid))));
    }

    @ConcurrentTest
    void many_orders_whose_time_is_over_together_are_each_cancelled_once() {
        var there = hasty.as(ada);
        var plenty = shop.newProduct(100);
        for (int i = 0; i < 20; i++) {
            there.newOrder(plenty);
        }
        await().atMost(PATIENCE).until(() -> shop.availableOf(plenty) == 100);
        assertThat(orderDriver.movementsOf(plenty))
                .filteredOn(movement -> movement.startsWith("RELEASED"))
                .doesNotHaveDuplicates()
                .hasSize(20);
        ada.run("{ me { orderStats { byStatus { status count } } } }")
                .path("me.orderStats.byStatus[?(@.count > 0)]")
                .entityList(Map.class)
                .containsExactly(Map.of("status", "CANCELLED", "count", 20));
    }

    @ConcurrentTest
    void an_order_is_found_when_the_node_where_it_was_placed_is_gone() {
        String order;
        try (var node = Node.start("--daybook.orders.payment-window=10s")) {
            order = order(node.as(ada), 1);
        }
        assertThat(orderDriver.stateOf(order)).isEqualTo("PENDING UNPAID 0.00 0.00");
        awaitCancellation(order);
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
        assertThat(orderDriver.movementsOf(notebook)).hasSize(2);
    }

    private Instant endOf(String order) {
        return ada.run("query ($id: ID!) { order(by: {id: $id}, atVersion: 1) { reservedUntil } }", Map.of("id", order))
                .path("order.reservedUntil")
                .entity(Instant.class)
                .get();
    }

    private void awaitCancellation(String order) {
        await().atMost(PATIENCE).until(() -> orderDriver.stateOf(order).startsWith("CANCELLED"));
    }

    private String order(Client buyer, int quantity) {
        return buyer.placeOrder(UUID.randomUUID().toString(), Map.of(notebook, quantity))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    private boolean isWaiting(String order) {
        return ada.run("query ($id: ID!) { order(by: {id: $id}) { reservedUntil } }", Map.of("id", order))
                        .path("order")
                        .entity(Map.class)
                        .get()
                        .get("reservedUntil")
                != null;
    }
}
