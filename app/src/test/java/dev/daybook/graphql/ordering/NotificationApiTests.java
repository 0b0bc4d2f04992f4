package dev.daybook.graphql.ordering;

import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.notification.NotificationCommand.SendNotification;
import dev.daybook.ordering.notification.NotificationId;
import dev.daybook.ordering.notification.NotificationKind;
import dev.daybook.support.AccountDriver;
import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sockets;
import dev.daybook.support.Sse;
import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** O3: what users are told by who follows the log, soon after it has happened. */
@ShopTest
class NotificationApiTests {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String LIVE = "subscription { notificationReceived { id kind message order { id } readAt } }";
    private static final String PAGE = """
            query ($unread: Boolean!, $first: Int, $after: String) { me {
              notifications(unreadOnly: $unread, first: $first, after: $after) {
                totalCount pageInfo { hasNextPage endCursor }
                nodes { id kind message order { id number } readAt createdAt } } } }""";

    @Autowired
    Shop shop;

    @Autowired
    Commands commands;

    @Autowired
    LiveLog liveLog;

    @Autowired
    JdbcClient jdbc;

    private final List<Sse> subscriptions = new ArrayList<>();
    private OrderDriver orderDriver;
    private Client ada;
    private Client bob;
    private String notebook;

    @BeforeEach
    void open() {
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        bob = shop.newCustomer();
        notebook = shop.newProduct(100);
        nobodyListens();
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
    void customers_are_told_of_each_step_of_their_order() {
        var order = ada.newOrder(notebook);
        orderDriver.move(order, "confirmOrder", "shipOrder", "deliverOrder");
        var told = told(ada, 4);
        var number = orderDriver.numberOf(order);
        assertThat(told)
                .extracting(Told::text)
                .containsExactly(
                        "ORDER_DELIVERED: Order %s delivered".formatted(number),
                        "ORDER_SHIPPED: Order %s shipped".formatted(number),
                        "ORDER_CONFIRMED: Order %s confirmed!".formatted(number),
                        "ORDER_PLACED: Order %s placed".formatted(number));
        assertThat(told).allSatisfy(each -> {
            assertThat(each.order()).isEqualTo(new Ordered(order, number));
            assertThat(each.readAt()).isNull();
        });
        assertThat(told).isSortedAccordingTo((one, other) -> other.createdAt().compareTo(one.createdAt()));
    }

    @Test
    void customers_are_notified_of_refunds_but_not_of_payments_or_notes() {
        var account = shop.newAccount(ada, "100.00");
        var order = ada.newOrder(notebook);
        var number = orderDriver.numberOf(order);
        done(OrderDriver.pay(ada, order, account, "12.50"), "payOrder");
        act("addOrderNote", order, Map.of("text", "Wrap it"));
        done(orderDriver.refund(order, "2.50"), "refundOrder");
        act("cancelOrder", order, Map.of("reason", "all torn"));
        assertThat(told(ada, 5))
                .extracting(Told::text)
                .containsExactly(
                        "ORDER_REFUNDED: 10.00 EUR of order %s refunded".formatted(number),
                        "ORDER_CANCELLED: Order %s cancelled".formatted(number),
                        "ORDER_REFUNDED: 2.50 EUR of order %s refunded".formatted(number),
                        "ORDER_CONFIRMED: Order %s confirmed!".formatted(number),
                        "ORDER_PLACED: Order %s placed".formatted(number));
    }

    @Test
    void the_receiver_of_money_is_notified_and_the_sender_is_not() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "1.00");
        done(
                new AccountDriver(shop).transfer(ada, from, to, "5.00", Map.of("reference", "Rent of May")),
                "transferFunds");
        var told = told(bob, 1).getFirst();
        assertThat(told.text()).isEqualTo("TRANSFER_RECEIVED: You received 5.00 EUR");
        assertThat(told.order()).isNull();
        assertThat(all(ada)).isEmpty();
    }

    @Test
    void an_order_that_the_staff_place_is_told_to_its_customer() {
        var grace = shop.newUser(Role.STAFF);
        var input = Map.of(
                "lines",
                List.of(Map.of("productId", notebook, "quantity", 1)),
                "userId",
                ada.myId(),
                "idempotencyKey",
                "for-ada");
        done(grace.mutate("placeOrder", input, "order { id }"), "placeOrder");
        assertThat(told(ada, 1)).extracting(Told::kind).containsExactly("ORDER_PLACED");
        assertThat(all(grace)).isEmpty();
    }

    @Test
    void a_notification_is_its_users_and_nobody_elses() {
        var order = ada.newOrder(notebook);
        var told = told(ada, 1).getFirst();
        var query = "query ($id: ID!) { node(id: $id) { ... on Notification { id message order { id } } } }";
        for (var client : List.of(ada, shop.staff())) {
            client.run(query, Map.of("id", told.id()))
                    .path("node")
                    .entity(Map.class)
                    .isEqualTo(Map.of("id", told.id(), "message", told.message(), "order", Map.of("id", order)));
        }
        for (var client : List.of(bob, shop.anonymous())) {
            client.run(query, Map.of("id", told.id())).path("node").valueIsNull();
        }
        assertThat(all(bob)).isEmpty();
        shop.staff()
                .run("""
                        query ($id: ID!) { user(by: {id: $id}) {
                          unreadNotificationCount notifications { totalCount nodes { id } } } }""", Map.of("id", ada.myId()))
                .path("user")
                .entity(Map.class)
                .isEqualTo(Map.of(
                        "unreadNotificationCount",
                        1,
                        "notifications",
                        Map.of("totalCount", 1, "nodes", List.of(Map.of("id", told.id())))));
    }

    @Test
    void notifications_are_paged_newest_first() {
        var orders = IntStream.range(0, 5).mapToObj(_ -> ada.newOrder(notebook)).toList();
        told(ada, 5);
        var seen = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("unread", false, "first", 2));
        boolean more = true;
        while (more) {
            var page = ada.run(PAGE, variables);
            page.path("me.notifications.totalCount").entity(Integer.class).isEqualTo(5);
            page.path("me.notifications.nodes").entityList(Told.class).get().forEach(told -> seen.add(orderOf(told)));
            more = page.path("me.notifications.pageInfo.hasNextPage")
                    .entity(Boolean.class)
                    .get();
            variables.put(
                    "after",
                    page.path("me.notifications.pageInfo.endCursor")
                            .entity(String.class)
                            .get());
        }
        assertThat(seen).isEqualTo(orders.reversed());
    }

    @Test
    void all_are_marked_as_read_and_then_there_are_none_to_mark() {
        IntStream.range(0, 3).forEach(_ -> ada.newOrder(notebook));
        bob.newOrder(notebook);
        told(ada, 3);
        told(bob, 1);
        assertThat(unreadCount(ada)).isEqualTo(3);
        assertThat(marked(ada, null)).isEqualTo(3);
        assertThat(unreadCount(ada)).isZero();
        assertThat(unread(ada)).isEmpty();
        assertThat(all(ada))
                .hasSize(3)
                .allSatisfy(told -> assertThat(told.readAt()).isAfterOrEqualTo(told.createdAt()));
        assertThat(marked(ada, null)).isZero();
        assertThat(unreadCount(bob)).as("Bob has read nothing").isEqualTo(1);
    }

    @Test
    void chosen_ones_are_marked_as_read_once() {
        IntStream.range(0, 3).forEach(_ -> ada.newOrder(notebook));
        var ids = told(ada, 3).stream().map(Told::id).toList();
        assertThat(marked(ada, List.of(ids.get(0), ids.get(2), ids.get(0)))).isEqualTo(2);
        assertThat(unread(ada)).extracting(Told::id).containsExactly(ids.get(1));
        assertThat(unreadCount(ada)).isEqualTo(1);
        var readAt = all(ada).getFirst().readAt();
        assertThat(marked(ada, List.of(ids.get(0), ids.get(2)))).isZero();
        assertThat(marked(ada, List.of())).isZero();
        assertThat(all(ada).getFirst().readAt()).isEqualTo(readAt);
        assertThat(marked(ada, ids)).isEqualTo(1);
    }

    @Test
    void nothing_is_marked_when_one_of_them_is_not_the_callers() {
        ada.newOrder(notebook);
        bob.newOrder(notebook);
        var adas = told(ada, 1).getFirst().id();
        var bobs = told(bob, 1).getFirst().id();
        var unknown = new GlobalId("Notification", UUID.randomUUID()).toString();
        for (var other : List.of(bobs, unknown, "nonsense", ada.myId())) {
            assertThat(userErrors(mark(ada, List.of(adas, other)), "markNotificationsRead"))
                    .as(other)
                    .containsExactly("NOT_FOUND input.notificationIds.1");
        }
        assertThat(userErrors(mark(shop.staff(), List.of(adas)), "markNotificationsRead"))
                .as("not even the staff read for others")
                .containsExactly("NOT_FOUND input.notificationIds.0");
        assertThat(unreadCount(ada)).isEqualTo(1);
        assertThat(unreadCount(bob)).isEqualTo(1);
    }

    @Test
    void at_most_500_are_chosen_at_once_but_all_are_all() {
        var user = new UserId(GlobalId.parse("User", ada.myId()).orElseThrow());
        for (int i = 0; i < 501; i++) {
            commands.send(
                    new SendNotification(
                            new NotificationId(UUID.randomUUID()),
                            user,
                            NotificationKind.TRANSFER_RECEIVED,
                            "You received " + i,
                            null),
                    new Actor.System("test"));
        }
        var one = all(ada).getFirst().id();
        assertThat(userErrors(mark(ada, Collections.nCopies(501, one)), "markNotificationsRead"))
                .containsExactly("TOO_MANY_ITEMS input.notificationIds");
        assertThat(unreadCount(ada)).isEqualTo(501);
        assertThat(marked(ada, Collections.nCopies(500, one))).isEqualTo(1);
        assertThat(marked(ada, null)).isEqualTo(500);
        assertThat(unreadCount(ada)).isZero();
    }

    @Test
    void a_listener_gets_their_own_notifications_alone() throws Exception {
        var adas = subscribe(ada);
        var bobs = subscribe(bob);
        var order = bob.newOrder(notebook);
        var other = ada.newOrder(notebook);
        act("confirmOrder", other, Map.of());
        assertThat(heard(bobs)).isEqualTo("ORDER_PLACED of " + order);
        assertThat(heard(adas)).isEqualTo("ORDER_PLACED of " + other);
        assertThat(heard(adas)).isEqualTo("ORDER_CONFIRMED of " + other);
        assertThat(bobs.waiting()).isZero();
        assertThat(adas.waiting()).isZero();
    }

    @Test
    void a_web_socket_tells_the_same() {
        var socket = Sockets.of(ada);
        try {
            var heard = Collections.synchronizedList(new ArrayList<String>());
            var subscription = socket.document(LIVE)
                    .executeSubscription()
                    .toFlux("notificationReceived.message", String.class)
                    .subscribe(heard::add);
            await().until(() -> liveLog.listeners() == 1);
            bob.newOrder(notebook);
            var order = ada.newOrder(notebook);
            act("cancelOrder", order, Map.of());
            var number = orderDriver.numberOf(order);
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(heard)
                            .containsExactly(
                                    "Order %s placed".formatted(number), "Order %s cancelled".formatted(number)));
            subscription.dispose();
        } finally {
            socket.stop().block();
        }
    }

    @Test
    void an_anonymous_caller_cannot_subscribe() throws Exception {
        var subscription = Sse.subscribe(shop.anonymous(), LIVE, Map.of());
        subscriptions.add(subscription);
        assertThat(subscription.nextCode()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void events_of_another_node_reach_listeners_of_both_once() throws Exception {
        try (var node = Node.start()) {
            var adaThere = node.as(ada);
            var here = subscribe(ada);
            var there = Sse.subscribe(adaThere, LIVE, Map.of());
            subscriptions.add(there);
            await().until(() -> node.bean(LiveLog.class).listeners() == 1);
            var away = adaThere.newOrder(notebook);
            var home = ada.newOrder(notebook);
            for (var subscription : List.of(here, there)) {
                assertThat(heard(subscription)).isEqualTo("ORDER_PLACED of " + away);
                assertThat(heard(subscription)).isEqualTo("ORDER_PLACED of " + home);
                assertThat(subscription.waiting()).isZero();
            }
            there.close();
        }
        assertThat(told(ada, 2)).hasSize(2);
        ada.newOrder(notebook);
        assertThat(told(ada, 3)).as("this node goes on alone").hasSize(3);
    }

    @Test
    void the_log_says_which_command_has_led_to_a_notification_and_that_nobody_has_sent_it() {
        var order = ada.newOrder(notebook);
        var told = told(ada, 1).getFirst();
        assertThat(jdbc.sql("""
                                select placed.metadata ->> 'correlationId' = sent.metadata ->> 'correlationId' as same,
                                    placed.type, placed.aggregate_id, placed.metadata ->> 'actor' as placed_by,
                                    sent.metadata ->> 'actor' as sent_by
                                from domain_events sent
                                join domain_events placed on placed.event_id = (sent.payload ->> 'notification')::uuid
                                where sent.type = 'ordering.NotificationSent' and sent.payload ->> 'notification' = ?""").param(uuidOf(told.id()).toString()).query().singleRow())
                .isEqualTo(Map.of(
                        "same",
                        true,
                        "type",
                        "ordering.OrderPlaced",
                        "aggregate_id",
                        uuidOf(order).toString(),
                        "placed_by",
                        "user:" + uuidOf(ada.myId()),
                        "sent_by",
                        "system:subscriber"));
    }

    private record Ordered(String id, String number) {}

    private record Told(
            String id,
            String kind,
            String message,
            @Nullable Ordered order,
            @Nullable Instant readAt,
            Instant createdAt) {
        String text() {
            return kind + ": " + message;
        }
    }

    /** All that a user was told, newest first, as soon as it is so many. */
    private static List<Told> told(Client client, int many) {
        await().atMost(SOON).untilAsserted(() -> assertThat(all(client)).hasSizeGreaterThanOrEqualTo(many));
        assertThat(all(client)).hasSize(many);
        return all(client);
    }

    private static List<Told> all(Client client) {
        return notifications(client, false);
    }

    private static List<Told> unread(Client client) {
        return notifications(client, true);
    }

    private static List<Told> notifications(Client client, boolean unread) {
        return client.run(PAGE, Map.of("unread", unread, "first", 100))
                .path("me.notifications.nodes")
                .entityList(Told.class)
                .get();
    }

    private static int unreadCount(Client client) {
        var answer = client.run("{ me { unreadNotificationCount notifications(unreadOnly: true) { totalCount } } }");
        var count =
                answer.path("me.unreadNotificationCount").entity(Integer.class).get();
        answer.path("me.notifications.totalCount").entity(Integer.class).isEqualTo(count);
        return count;
    }

    private static int marked(Client client, @Nullable List<String> ids) {
        var answer = mark(client, ids);
        assertThat(userErrors(answer, "markNotificationsRead")).isEmpty();
        return answer.path("markNotificationsRead.markedCount")
                .entity(Integer.class)
                .get();
    }

    private static Response mark(Client client, @Nullable List<String> ids) {
        return client.mutate(
                "markNotificationsRead", ids == null ? Map.of() : Map.of("notificationIds", ids), "markedCount");
    }

    private void act(String mutation, String order, Map<String, ?> more) {
        done(OrderDriver.act(shop.staff(), mutation, order, more), mutation);
    }

    private static void done(Response answer, String mutation) {
        assertThat(userErrors(answer, mutation)).isEmpty();
    }

    private Sse subscribe(Client client) {
        var before = liveLog.listeners();
        var subscription = Sse.subscribe(client, LIVE, Map.of());
        subscriptions.add(subscription);
        await().until(() -> liveLog.listeners() == before + 1);
        return subscription;
    }

    private static String heard(Sse subscription) throws InterruptedException {
        var notification = subscription.next().at("/data/notificationReceived");
        return "%s of %s"
                .formatted(
                        notification.at("/kind").asString(),
                        notification.at("/order/id").asString());
    }

    private static String orderOf(Told told) {
        return told.order() == null ? "" : told.order().id();
    }

    private static UUID uuidOf(String id) {
        return GlobalId.parse(id).orElseThrow().id();
    }
}
