package dev.daybook.graphql.ordering;

import static dev.daybook.support.OrderDriver.act;
import static dev.daybook.support.OrderDriver.pay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sockets;
import dev.daybook.support.Sse;
import dev.daybook.users.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.client.SubscriptionErrorException;
import reactor.core.publisher.Mono;

/** The subscriptions to orders, over a WebSocket and over server-sent events. */
@ShopTest
class OrderFeedTests {
    private static final String UPDATED =
            "subscription ($id: ID!) { orderUpdated(orderId: $id) { id status paymentStatus version } }";
    private static final String PLACED = "subscription { orderPlaced { id status user { id } } }";

    @Autowired
    Shop shop;

    @Autowired
    LiveLog liveLog;

    private final List<Sse> subscriptions = new ArrayList<>();
    private OrderDriver orderDriver;
    private Client ada;
    private String savings;
    private String order;

    @BeforeEach
    void ada_orders() {
        nobodyListens();
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        savings = shop.newAccount(ada, "100.00");
        order = ada.newOrder(shop.newProduct(5));
    }

    @AfterEach
    void no_listener_is_left() throws Exception {
        for (var subscription : subscriptions) {
            subscription.close();
        }
        nobodyListens();
    }

    private void nobodyListens() {
        await().until(() -> liveLog.listeners() == 0);
    }

    @Test
    void an_order_is_told_as_it_is_now_and_once_after_each_change() throws Exception {
        var adas = watch(ada);
        var graces = watch(shop.staff());
        for (var subscription : List.of(adas, graces)) {
            assertThat(told(subscription)).isEqualTo("PENDING UNPAID 1");
        }
        pay(ada, order, savings, "12.50");
        for (var subscription : List.of(adas, graces)) {
            assertThat(told(subscription)).as("two events are one change").isEqualTo("CONFIRMED PAID 3");
        }
        act(shop.staff(), "addOrderNote", order, Map.of("text", "Wrap it nicely"));
        assertThat(told(adas)).isEqualTo("CONFIRMED PAID 4");
        act(ada, "cancelOrder", order, Map.of());
        assertThat(told(adas)).isEqualTo("CANCELLED REFUNDED 6");
        assertThat(told(graces)).isEqualTo("CONFIRMED PAID 4");
        assertThat(told(graces)).isEqualTo("CANCELLED REFUNDED 6");
        assertThat(adas.waiting()).isZero();
        assertThat(graces.waiting()).isZero();
    }

    @Test
    void events_of_other_orders_and_refused_commands_are_not_delivered() throws Exception {
        var adas = watch(ada);
        assertThat(told(adas)).isEqualTo("PENDING UNPAID 1");
        var other = ada.newOrder(shop.newProduct(5));
        pay(ada, other, savings, "12.50");
        pay(ada, order, savings, "12.51");
        orderDriver.move(order, "confirmOrder");
        assertThat(told(adas)).isEqualTo("CONFIRMED UNPAID 2");
        assertThat(adas.waiting()).isZero();
    }

    @Test
    void a_web_socket_tells_the_same() {
        var socket = Sockets.of(ada);
        try {
            var told = new CopyOnWriteArrayList<Long>();
            var subscription = socket.document(UPDATED)
                    .variable("id", order)
                    .executeSubscription()
                    .toFlux("orderUpdated.version", Long.class)
                    .subscribe(told::add);
            await().untilAsserted(() -> assertThat(told).containsExactly(1L));
            pay(ada, order, savings, "12.50");
            // Two changes within a moment may be told once.
            await().untilAsserted(() -> assertThat(told).endsWith(3L));
            act(shop.staff(), "addOrderNote", order, Map.of("text", "Wrap it nicely"));
            await().untilAsserted(() -> assertThat(told).endsWith(4L));
            assertThat(told).containsExactly(1L, 3L, 4L);
            subscription.dispose();
            nobodyListens();
        } finally {
            socket.stop().block();
        }
    }

    @Test
    void each_message_may_show_all_of_the_order_as_it_is_then() throws Exception {
        var adas = subscribe(ada, """
                subscription ($id: ID!) { orderUpdated(orderId: $id) {
                  payments { amount { amount } } user { id } lines { quantity } timeline { nodes { version } } } }""", Map.of("id", order));
        var unpaid = adas.next().at("/data/orderUpdated");
        assertThat(unpaid.at("/timeline/nodes")).hasSize(1);
        assertThat(unpaid.at("/payments")).isEmpty();
        pay(ada, order, savings, "12.50");
        var paid = adas.next().at("/data/orderUpdated");
        assertThat(paid.at("/payments/0/amount/amount").asString()).isEqualTo("12.50");
        assertThat(paid.at("/user/id").asString()).isEqualTo(ada.myId());
        assertThat(paid.at("/lines/0/quantity").asInt()).isEqualTo(1);
        assertThat(paid.at("/timeline/nodes")).hasSize(3);
    }

    @Test
    void strangers_are_refused() throws Exception {
        var grace = shop.newCustomer();
        assertThat(codeOf(watch(grace))).isEqualTo("BAD_REQUEST");
        assertThat(codeOf(watch(shop.anonymous()))).isEqualTo("UNAUTHENTICATED");
        for (var unknown : List.of("nonsense", new GlobalId("Order", UUID.randomUUID()).toString(), ada.myId())) {
            assertThat(codeOf(subscribe(ada, UPDATED, Map.of("id", unknown)))).isEqualTo("BAD_REQUEST");
        }
        assertThat(codeOnSocket(grace, UPDATED)).isEqualTo("BAD_REQUEST");
        assertThat(codeOnSocket(shop.anonymous(), UPDATED)).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void the_staff_see_the_order_of_somebody_else_as_long_as_they_are_the_staff() throws Exception {
        var joan = shop.newUser(Role.STAFF);
        var mary = shop.newUser(Role.STAFF);
        var joans = watch(joan);
        var marys = watch(mary);
        assertThat(told(joans)).isEqualTo("PENDING UNPAID 1");
        assertThat(told(marys)).isEqualTo("PENDING UNPAID 1");
        shop.admin().mutate("changeUserRole", Map.of("userId", joan.myId(), "role", "CUSTOMER"), "user { id }");
        shop.admin().mutate("deactivateUser", Map.of("userId", mary.myId()), "user { id }");
        pay(ada, order, savings, "12.50");
        assertThat(codeOf(joans)).isEqualTo("FORBIDDEN");
        assertThat(codeOf(marys)).isEqualTo("UNAUTHENTICATED");
        nobodyListens();
        orderDriver.move(order, "shipOrder");
        assertThat(joans.waiting()).isZero();
        assertThat(marys.waiting()).isZero();
    }

    @Test
    void former_staff_see_their_own_orders() throws Exception {
        var joan = shop.newUser(Role.STAFF);
        var own = joan.newOrder(shop.newProduct(5));
        var joans = subscribe(joan, UPDATED, Map.of("id", own));
        assertThat(told(joans)).isEqualTo("PENDING UNPAID 1");
        shop.admin().mutate("changeUserRole", Map.of("userId", joan.myId(), "role", "CUSTOMER"), "user { id }");
        orderDriver.move(own, "confirmOrder");
        assertThat(told(joans)).isEqualTo("CONFIRMED UNPAID 2");
    }

    @Test
    void customers_who_log_out_hear_no_more() throws Exception {
        var adas = watch(ada);
        assertThat(told(adas)).isEqualTo("PENDING UNPAID 1");
        ada.mutate("logOut", Map.of(), "__typename");
        orderDriver.move(order, "confirmOrder");
        assertThat(codeOf(adas)).isEqualTo("UNAUTHENTICATED");
        nobodyListens();
    }

    @Test
    void new_orders_are_told_to_the_staff_alone() throws Exception {
        assertThat(codeOf(subscribe(ada, PLACED, Map.of()))).isEqualTo("FORBIDDEN");
        assertThat(codeOf(subscribe(shop.anonymous(), PLACED, Map.of()))).isEqualTo("UNAUTHENTICATED");
        assertThat(codeOnSocket(ada, PLACED)).isEqualTo("FORBIDDEN");
        var joan = shop.newUser(Role.STAFF);
        var joans = listen(joan);
        var next = ada.newOrder(shop.newProduct(5));
        var placed = joans.next().at("/data/orderPlaced");
        assertThat(placed.at("/id").asString()).isEqualTo(next);
        assertThat(placed.at("/status").asString()).isEqualTo("PENDING");
        assertThat(placed.at("/user/id").asString()).isEqualTo(ada.myId());
        pay(ada, next, savings, "12.50");
        var another = shop.newCustomer().newOrder(shop.newProduct(5));
        assertThat(joans.next().at("/data/orderPlaced/id").asString())
                .as("a payment is no new order")
                .isEqualTo(another);
        shop.admin().mutate("changeUserRole", Map.of("userId", joan.myId(), "role", "CUSTOMER"), "user { id }");
        ada.newOrder(shop.newProduct(5));
        assertThat(codeOf(joans)).isEqualTo("FORBIDDEN");
        nobodyListens();
    }

    @Test
    void events_of_another_node_reach_listeners_of_both() throws Exception {
        try (var node = Node.start()) {
            var placedHere = listen(shop.staff());
            var adaThere = node.as(ada);
            var elsewhere = adaThere.newOrder(shop.newProduct(5));
            assertThat(placedHere.next().at("/data/orderPlaced/id").asString()).isEqualTo(elsewhere);

            var here = subscribe(ada, UPDATED, Map.of("id", elsewhere));
            var there = subscribe(adaThere, UPDATED, Map.of("id", elsewhere));
            for (var subscription : List.of(here, there)) {
                assertThat(told(subscription)).isEqualTo("PENDING UNPAID 1");
            }
            pay(adaThere, elsewhere, savings, "12.50");
            for (var subscription : List.of(here, there)) {
                assertThat(told(subscription)).isEqualTo("CONFIRMED PAID 3");
            }
            act(ada, "cancelOrder", elsewhere, Map.of());
            for (var subscription : List.of(here, there)) {
                assertThat(told(subscription)).isEqualTo("CANCELLED REFUNDED 5");
                assertThat(subscription.waiting()).isZero();
            }
        }
    }

    private Sse watch(Client client) {
        return subscribe(client, UPDATED, Map.of("id", order));
    }

    private Sse listen(Client client) {
        var before = liveLog.listeners();
        var subscription = subscribe(client, PLACED, Map.of());
        await().until(() -> liveLog.listeners() == before + 1);
        return subscription;
    }

    private Sse subscribe(Client client, String document, Map<String, ?> variables) {
        var subscription = Sse.subscribe(client, document, variables);
        subscriptions.add(subscription);
        return subscription;
    }

    private static String told(Sse subscription) throws InterruptedException {
        var next = subscription.next().at("/data/orderUpdated");
        return "%s %s %d"
                .formatted(
                        next.at("/status").asString(),
                        next.at("/paymentStatus").asString(),
                        next.at("/version").asInt());
    }

    private static String codeOf(Sse subscription) throws InterruptedException {
        return String.valueOf(subscription.nextCode());
    }

    private String codeOnSocket(Client client, String document) {
        var socket = Sockets.of(client);
        try {
            return Objects.requireNonNull(socket.document(document)
                    .variable("id", order)
                    .executeSubscription()
                    .toFlux()
                    .map(_ -> "told")
                    .onErrorResume(
                            SubscriptionErrorException.class,
                            refusal -> Mono.just(String.valueOf(refusal.getErrors()
                                    .getFirst()
                                    .getExtensions()
                                    .get("code"))))
                    .blockFirst());
        } finally {
            socket.stop().block();
        }
    }
}
