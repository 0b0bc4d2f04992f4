package dev.daybook.graphql.ordering;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.OrderDriver.act;
import static dev.daybook.support.OrderDriver.pay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Ada has 100.00 EUR and an order of two notebooks at 12.50 EUR; Grace is of the staff. */
@ShopTest
class OrderHistoryTests {
    private static final String ENTRIES = """
            totalCount nodes { __typename version actor { kind label user { username } }
              ... on OrderPlacedEntry { total { amount } }
              ... on OrderStatusEntry { from to reason }
              ... on OrderPaymentEntry { amount { amount } method }
              ... on OrderRefundEntry { amount { amount } why: reason }
              ... on OrderNoteEntry { text } }""";

    @Autowired
    Shop shop;

    private OrderDriver orderDriver;
    private Client ada;
    private String adasName;
    private String gracesName;
    private String savings;
    private String order;

    @BeforeEach
    void ada_orders() {
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        adasName = nameOf(ada);
        gracesName = nameOf(shop.staff());
        savings = shop.newAccount(ada, "100.00");
        order = ada.mutate(
                        "placeOrder",
                        Map.of(
                                "lines",
                                List.of(Map.of("productId", shop.newProduct(5), "quantity", 2)),
                                "shippingAddress",
                                "12 Analytical Row",
                                "idempotencyKey",
                                "order"),
                        "order { id }")
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
    }

    @Test
    void the_timeline_holds_every_event_with_its_actor() {
        pay(ada, order, savings, "25.00");
        act(shop.staff(), "addOrderNote", order, Map.of("text", "Wrap it nicely"));
        orderDriver.move(order, "shipOrder", "deliverOrder");
        orderDriver.refund(order, "5.00");
        assertThat(timelineOf(shop.staff()))
                .containsExactly(
                        "1 placed for 25.00 by " + adasName,
                        "2 paid 25.00 ACCOUNT by " + adasName,
                        "3 from PENDING to CONFIRMED by " + adasName,
                        "4 note: Wrap it nicely by " + gracesName,
                        "5 from CONFIRMED to SHIPPED by " + gracesName,
                        "6 from SHIPPED to DELIVERED by " + gracesName,
                        "7 gave back 5.00 because torn by " + gracesName);
    }

    @Test
    void customers_see_themselves_in_the_timeline_and_nobody_of_the_staff() {
        orderDriver.move(order, "confirmOrder");
        assertThat(timelineOf(ada))
                .containsExactly("1 placed for 25.00 by " + adasName, "2 from PENDING to CONFIRMED by a user");
        var seen = ada.run(
                "query ($id: ID!) { order(by: {id: $id}) { timeline { nodes { actor { kind user { username } } } } } }",
                Map.of("id", order));
        seen.path("order.timeline.nodes[0].actor")
                .entity(Map.class)
                .isEqualTo(Map.of("kind", "USER", "user", Map.of("username", adasName)));
        seen.path("order.timeline.nodes[1].actor.user").valueIsNull();
    }

    @Test
    void a_cancellation_tells_where_it_came_from_and_why() {
        act(ada, "cancelOrder", order, Map.of("reason", "changed my mind"));
        assertThat(timelineOf(shop.staff()))
                .containsExactly(
                        "1 placed for 25.00 by " + adasName,
                        "2 from PENDING to CANCELLED because changed my mind by " + adasName);
    }

    @Test
    void a_cancellation_of_a_paid_order_comes_from_confirmed_and_gives_the_money_back() {
        pay(ada, order, savings, "25.00");
        act(shop.staff(), "cancelOrder", order, Map.of("reason", "the shelf fell over"));
        assertThat(timelineOf(shop.staff()))
                .endsWith(
                        "3 from PENDING to CONFIRMED by " + adasName,
                        "4 from CONFIRMED to CANCELLED because the shelf fell over by " + gracesName,
                        "5 gave back 25.00 because the shelf fell over by " + gracesName);
    }

    @Test
    void a_cancellation_needs_no_reason() {
        orderDriver.move(order, "confirmOrder");
        act(ada, "cancelOrder", order, Map.of());
        assertThat(timelineOf(shop.staff())).endsWith("3 from CONFIRMED to CANCELLED by " + adasName);
    }

    @Test
    void times_and_versions_rise() {
        pay(ada, order, savings, "25.00");
        var seen = ada.run("""
                query ($id: ID!) { order(by: {id: $id}) { placedAt updatedAt version
                  timeline { nodes { occurredAt version } } } }""", Map.of("id", order));
        var times = seen.path("order.timeline.nodes[*].occurredAt")
                .entityList(Instant.class)
                .get();
        assertThat(times).isSorted();
        assertThat(times)
                .first()
                .isEqualTo(seen.path("order.placedAt").entity(Instant.class).get());
        assertThat(times)
                .last()
                .isEqualTo(seen.path("order.updatedAt").entity(Instant.class).get());
        seen.path("order.timeline.nodes[*].version").entityList(Long.class).containsExactly(1L, 2L, 3L);
        seen.path("order.version").entity(Long.class).isEqualTo(3L);
    }

    @Test
    void the_timeline_is_paged_from_both_ends() {
        for (int i = 2; i <= 5; i++) {
            act(shop.staff(), "addOrderNote", order, Map.of("text", "note " + i));
        }
        var first = page(Map.of("first", 2));
        assertThat(versions(first)).containsExactly(1, 2);
        first.path("order.timeline.totalCount").entity(Integer.class).isEqualTo(5);
        assertThat(pages(first)).isEqualTo("before: false, after: true");
        var second = page(Map.of("first", 2, "after", cursor(first, "endCursor")));
        assertThat(versions(second)).containsExactly(3, 4);
        assertThat(pages(second)).isEqualTo("before: true, after: true");
        var third = page(Map.of("first", 2, "after", cursor(second, "endCursor")));
        assertThat(versions(third)).containsExactly(5);
        assertThat(pages(third)).isEqualTo("before: true, after: false");
        var beyond = page(Map.of("after", cursor(third, "endCursor")));
        assertThat(versions(beyond)).isEmpty();
        beyond.path("order.timeline.totalCount").entity(Integer.class).isEqualTo(5);

        var last = page(Map.of("last", 2));
        assertThat(versions(last)).containsExactly(4, 5);
        assertThat(pages(last)).isEqualTo("before: true, after: false");
        var earlier = page(Map.of("last", 2, "before", cursor(last, "startCursor")));
        assertThat(versions(earlier)).containsExactly(2, 3);
        var earliest = page(Map.of("last", 2, "before", cursor(earlier, "startCursor")));
        assertThat(versions(earliest)).containsExactly(1);
        assertThat(pages(earliest)).isEqualTo("before: false, after: true");
        assertThat(versions(page(Map.of("after", cursor(first, "startCursor"), "before", cursor(last, "endCursor")))))
                .as("between")
                .containsExactly(2, 3, 4);
        first.path("order.timeline.edges[*].cursor")
                .entityList(String.class)
                .containsExactly(cursor(first, "startCursor"), cursor(first, "endCursor"));
    }

    @Test
    void only_pages_that_can_be_are_shown() {
        var ofOrders = ada.run("{ me { orders(first: 1) { pageInfo { endCursor } } } }")
                .path("me.orders.pageInfo.endCursor")
                .entity(String.class)
                .get();
        for (var page : List.<Map<String, ?>>of(
                Map.of("after", "nonsense"),
                Map.of("before", ""),
                Map.of("after", ofOrders),
                Map.of("first", 0),
                Map.of("first", 101),
                Map.of("last", -1),
                Map.of("first", 1, "last", 1))) {
            assertThat(codes(page(page))).as(page.toString()).containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void one_query_may_look_at_several_pages_and_times() {
        pay(ada, order, savings, "25.00");
        var seen = ada.run("""
                query ($id: ID!) {
                  now: order(by: {id: $id}) {
                    begin: timeline(first: 1) { nodes { version } } end: timeline(last: 1) { nodes { version } } }
                  then: order(by: {id: $id}, atVersion: 2) {
                    timeline(last: 1) { totalCount nodes { version } } } }""", Map.of("id", order));
        seen.path("now.begin.nodes[*].version").entityList(Integer.class).containsExactly(1);
        seen.path("now.end.nodes[*].version").entityList(Integer.class).containsExactly(3);
        seen.path("then.timeline.nodes[*].version").entityList(Integer.class).containsExactly(2);
        seen.path("then.timeline.totalCount").entity(Integer.class).isEqualTo(2);
    }

    @Test
    void an_order_is_shown_as_it_was_at_a_time() {
        var placed = Instant.now();
        pay(ada, order, savings, "25.00");
        var paid = Instant.now();
        orderDriver.move(order, "shipOrder");
        var shipped = Instant.now();
        orderDriver.refund(order, "5.00");

        assertThat(at(Map.of("asOf", "2020-01-01T00:00:00Z"))).isEqualTo("none");
        assertThat(at(Map.of("asOf", placed.toString()))).isEqualTo("PENDING UNPAID 0.00 of 0 payments, 1 entries");
        assertThat(at(Map.of("asOf", paid.toString()))).isEqualTo("CONFIRMED PAID 25.00 of 1 payments, 3 entries");
        assertThat(at(Map.of("asOf", shipped.toString()))).isEqualTo("SHIPPED PAID 25.00 of 1 payments, 4 entries");
        assertThat(at(Map.of("asOf", Instant.now().toString())))
                .isEqualTo("SHIPPED PARTIALLY_REFUNDED 25.00 of 1 payments, 5 entries");
        assertThat(at(Map.of("asOf", "2100-01-01T00:00:00Z")))
                .isEqualTo("SHIPPED PARTIALLY_REFUNDED 25.00 of 1 payments, 5 entries");
    }

    @Test
    void the_moment_of_an_event_is_after_it_and_the_moment_before_is_not() {
        var placedAt = ada.run("query ($id: ID!) { order(by: {id: $id}) { placedAt } }", Map.of("id", order))
                .path("order.placedAt")
                .entity(Instant.class)
                .get();
        assertThat(at(Map.of("asOf", placedAt.toString()))).isEqualTo("PENDING UNPAID 0.00 of 0 payments, 1 entries");
        assertThat(at(Map.of("asOf", placedAt.minusNanos(1000).toString()))).isEqualTo("none");
    }

    @Test
    void an_order_is_shown_as_it_was_after_so_many_events() {
        var soon = Instant.now();
        pay(ada, order, savings, "25.00");
        orderDriver.refund(order, "25.00");
        assertThat(at(Map.of("atVersion", -1))).isEqualTo("none");
        assertThat(at(Map.of("atVersion", 0))).isEqualTo("none");
        assertThat(at(Map.of("atVersion", 1))).isEqualTo("PENDING UNPAID 0.00 of 0 payments, 1 entries");
        assertThat(at(Map.of("atVersion", 2))).isEqualTo("PENDING PAID 25.00 of 1 payments, 2 entries");
        assertThat(at(Map.of("atVersion", 3))).isEqualTo("CONFIRMED PAID 25.00 of 1 payments, 3 entries");
        assertThat(at(Map.of("atVersion", 4))).isEqualTo("CONFIRMED REFUNDED 25.00 of 1 payments, 4 entries");
        assertThat(at(Map.of("atVersion", 1000))).isEqualTo("CONFIRMED REFUNDED 25.00 of 1 payments, 4 entries");
        assertThat(at(Map.of("atVersion", 3, "asOf", soon.toString())))
                .as("whichever comes first")
                .isEqualTo("PENDING UNPAID 0.00 of 0 payments, 1 entries");
        assertThat(at(Map.of("atVersion", 2, "asOf", "2100-01-01T00:00:00Z")))
                .as("whichever comes first")
                .isEqualTo("PENDING PAID 25.00 of 1 payments, 2 entries");
    }

    @Test
    void an_order_of_the_past_is_the_same_order() {
        pay(ada, order, savings, "25.00");
        var seen = ada.run("""
                query ($id: ID!) {
                  now: order(by: {id: $id}) { id number placedAt shippingAddress lines { quantity productName } user { username } }
                  then: order(by: {id: $id}, atVersion: 1) { id number placedAt shippingAddress lines { quantity productName } user { username } }
                  first: order(by: {id: $id}, atVersion: 1) { version nextStatuses confirmedAt reservedUntil updatedAt placedAt } }""", Map.of("id", order));
        seen.path("then")
                .entity(Map.class)
                .isEqualTo(seen.path("now").entity(Map.class).get());
        seen.path("first.version").entity(Integer.class).isEqualTo(1);
        seen.path("first.nextStatuses").entityList(String.class).containsExactly("CONFIRMED", "CANCELLED");
        seen.path("first.confirmedAt").valueIsNull();
        seen.path("first.reservedUntil").hasValue();
        seen.path("first.updatedAt")
                .entity(String.class)
                .isEqualTo(seen.path("first.placedAt").entity(String.class).get());
    }

    @Test
    void the_past_is_found_by_the_number_too() {
        pay(ada, order, savings, "25.00");
        ada.run(
                        "query ($n: String!) { order(by: {number: $n}, atVersion: 1) { status } }",
                        Map.of("n", orderDriver.numberOf(order)))
                .path("order.status")
                .entity(String.class)
                .isEqualTo("PENDING");
    }

    @Test
    void strangers_see_nothing_of_the_past() {
        var query = """
                query ($id: ID!, $asOf: DateTime, $atVersion: Long) {
                  order(by: {id: $id}, asOf: $asOf, atVersion: $atVersion) { id } }""";
        for (var moment :
                List.<Map<String, ?>>of(Map.of(), Map.of("asOf", Instant.now().toString()), Map.of("atVersion", 1))) {
            var variables = with("id", order, moment);
            shop.newCustomer().run(query, variables).path("order").valueIsNull();
            assertThat(codes(shop.anonymous().run(query, variables))).containsExactly("UNAUTHENTICATED");
            ada.run(query, variables).path("order.id").entity(String.class).isEqualTo(order);
            shop.staff()
                    .run(query, variables)
                    .path("order.id")
                    .entity(String.class)
                    .isEqualTo(order);
        }
        ada.run(query, Map.of("id", new GlobalId("Order", UUID.randomUUID()).toString(), "atVersion", 1))
                .path("order")
                .valueIsNull();
    }

    @Test
    void the_past_of_an_erased_customer_has_no_address_and_no_words() {
        act(shop.staff(), "addOrderNote", order, Map.of("text", "Ada called about 12 Analytical Row"));
        pay(ada, order, savings, "25.00");
        var then = Instant.now();
        var query = """
                query ($id: ID!, $then: DateTime!) {
                  now: order(by: {id: $id}) { shippingAddress user { id } total { amount } timeline { nodes { ... on OrderNoteEntry { text } } } }
                  first: order(by: {id: $id}, atVersion: 1) { shippingAddress user { id } total { amount } }
                  then: order(by: {id: $id}, asOf: $then) { shippingAddress timeline { nodes { actor { label } ... on OrderNoteEntry { text } } } } }""";
        var variables = Map.of("id", order, "then", then.toString());
        var before = shop.staff().run(query, variables);
        before.path("first.shippingAddress").entity(String.class).isEqualTo("12 Analytical Row");
        before.path("then.timeline.nodes[*].text")
                .entityList(String.class)
                .containsExactly("Ada called about 12 Analytical Row");

        assertThat(userErrors(
                        ada.mutate(
                                "eraseUser",
                                Map.of(
                                        "userId",
                                        ada.myId(),
                                        "currentPassword",
                                        Shop.PASSWORD,
                                        "idempotencyKey",
                                        "erase"),
                                "erasedUserId"),
                        "eraseUser"))
                .isEmpty();

        var after = shop.staff().run(query, variables);
        for (var moment : List.of("now", "first", "then")) {
            after.path(moment + ".shippingAddress").valueIsNull();
        }
        after.path("now.user").valueIsNull();
        after.path("first.user").valueIsNull();
        after.path("first.total.amount").entity(String.class).isEqualTo("25.00");
        after.path("now.timeline.nodes[*].text").entityList(String.class).containsExactly("");
        after.path("then.timeline.nodes[*].text").entityList(String.class).containsExactly("");
        after.path("then.timeline.nodes[0].actor.label").entity(String.class).isEqualTo("an erased user");
        assertThat(timelineOf(shop.staff()))
                .containsExactly(
                        "1 placed for 25.00 by an erased user",
                        "2 note:  by " + gracesName,
                        "3 paid 25.00 ACCOUNT by an erased user",
                        "4 from PENDING to CONFIRMED by an erased user");
    }

    private List<String> timelineOf(Client client) {
        return client
                .run(
                        "query ($id: ID!) { order(by: {id: $id}) { timeline { %s } } }".formatted(ENTRIES),
                        Map.of("id", order))
                .path("order.timeline.nodes")
                .entityList(Map.class)
                .get()
                .stream()
                .map(OrderHistoryTests::text)
                .toList();
    }

    private static String text(Map<?, ?> entry) {
        var what = switch (String.valueOf(entry.get("__typename"))) {
            case "OrderPlacedEntry" -> "placed for " + in(entry, "total", "amount");
            case "OrderStatusEntry" ->
                "from " + entry.get("from") + " to " + entry.get("to") + because(entry.get("reason"));
            case "OrderPaymentEntry" -> "paid " + in(entry, "amount", "amount") + " " + entry.get("method");
            case "OrderRefundEntry" -> "gave back " + in(entry, "amount", "amount") + because(entry.get("why"));
            case "OrderNoteEntry" -> "note: " + entry.get("text");
            default -> "something else";
        };
        return "%s %s by %s".formatted(entry.get("version"), what, in(entry, "actor", "label"));
    }

    private static String because(@Nullable Object reason) {
        return reason == null ? "" : " because " + reason;
    }

    private static String in(Map<?, ?> entry, String outer, String inner) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(entry.get(outer))).get(inner));
    }

    private Response page(Map<String, ?> page) {
        return ada.run("""
                query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) {
                  order(by: {id: $id}) { timeline(first: $first, after: $after, last: $last, before: $before) {
                    totalCount edges { cursor } nodes { version }
                    pageInfo { hasPreviousPage hasNextPage startCursor endCursor } } } }""", with("id", order, page));
    }

    private static List<Integer> versions(Response page) {
        return page.path("order.timeline.nodes[*].version")
                .entityList(Integer.class)
                .get();
    }

    private static String pages(Response page) {
        return "before: %s, after: %s"
                .formatted(
                        page.path("order.timeline.pageInfo.hasPreviousPage")
                                .entity(Boolean.class)
                                .get(),
                        page.path("order.timeline.pageInfo.hasNextPage")
                                .entity(Boolean.class)
                                .get());
    }

    private static String cursor(Response page, String which) {
        return page.path("order.timeline.pageInfo." + which)
                .entity(String.class)
                .get();
    }

    private String at(Map<String, ?> moment) {
        var seen = ada.run("""
                query ($id: ID!, $asOf: DateTime, $atVersion: Long) {
                  order(by: {id: $id}, asOf: $asOf, atVersion: $atVersion) {
                    status paymentStatus paid { amount } payments { id } timeline { totalCount } } }""", with("id", order, moment));
        return seen.path("").entity(Map.class).get().get("order") instanceof Map<?, ?> found
                ? "%s %s %s of %d payments, %s entries"
                        .formatted(
                                found.get("status"),
                                found.get("paymentStatus"),
                                in(found, "paid", "amount"),
                                ((List<?>) Objects.requireNonNull(found.get("payments"))).size(),
                                in(found, "timeline", "totalCount"))
                : "none";
    }

    private static Map<String, Object> with(String key, String value, Map<String, ?> more) {
        var whole = new HashMap<String, Object>(more);
        whole.put(key, value);
        return whole;
    }

    private static String nameOf(Client client) {
        return client.run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
    }
}
