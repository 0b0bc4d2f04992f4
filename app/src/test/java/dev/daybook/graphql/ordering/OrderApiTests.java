package dev.daybook.graphql.ordering;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class OrderApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    /** Sequences are not rolled back: the second attempt knows of the first. */
    @Test
    void an_order_whose_number_is_taken_gets_another() {
        var ada = shop.newCustomer();
        var notebook = shop.newProduct(10);
        jdbc.sql("create sequence attempts").update();
        jdbc.sql("""
                create function take_the_first_number() returns trigger language plpgsql as $$
                begin
                    if new.customer_id = '%s' and nextval('attempts') = 1 then
                        raise unique_violation using constraint = 'orders_number_collides';
                    end if;
                    return new;
                end $$""".formatted(GlobalId.parse("User", ada.myId()).orElseThrow()))
                .update();
        jdbc.sql("""
                create trigger take_the_first_number before insert on orders
                for each row execute function take_the_first_number()""").update();
        try {
            ada.placeOrder("one", Map.of(notebook, 1))
                    .path("placeOrder.order.number")
                    .entity(String.class)
                    .matches(number -> number.matches("ORD-\\d{14}-[0-9A-F]{6}"));
            assertThat(jdbc.sql("select last_value from attempts")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(2);
            assertThat(shop.availableOf(notebook)).isEqualTo(9);
        } finally {
            jdbc.sql("drop trigger take_the_first_number on orders").update();
            jdbc.sql("drop function take_the_first_number").update();
            jdbc.sql("drop sequence attempts").update();
        }
    }

    @Test
    void an_order_keeps_what_its_products_were() {
        var notebook = shop.newProduct(5);
        var ada = shop.newCustomer();
        var order = place(ada, Map.of(notebook, 3), Map.of("shippingAddress", "12 Analytical Row"))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
        shop.staff()
                .mutate(
                        "changeProductPrice",
                        Map.of("productId", notebook, "price", Map.of("amount", "99.00", "currencyCode", "EUR")),
                        "product { id }");
        var answer = ada.run("""
                query ($id: ID!) { order(by: {id: $id}) {
                  number status nextStatuses shippingAddress version user { email }
                  total { amount currencyCode } lines { quantity unitPrice { amount } lineTotal { amount } product { price { amount } } } } }""", Map.of("id", order));
        answer.path("order.number").entity(String.class).matches(number -> number.matches("ORD-\\d{14}-[0-9A-F]{6}"));
        answer.path("order.status").entity(String.class).isEqualTo("PENDING");
        answer.path("order.shippingAddress").entity(String.class).isEqualTo("12 Analytical Row");
        answer.path("order.total.amount").entity(String.class).isEqualTo("37.50");
        answer.path("order.lines[0].unitPrice.amount").entity(String.class).isEqualTo("12.50");
        answer.path("order.lines[0].product.price.amount").entity(String.class).isEqualTo("99.00");
        assertThat(shop.availableOf(notebook)).isEqualTo(2);
    }

    @Test
    void every_short_line_is_named_and_nothing_is_reserved() {
        var plenty = shop.newProduct(100);
        var few = shop.newProduct(1);
        var none = shop.newProduct(0);
        var wanted = new LinkedHashMap<String, Integer>();
        wanted.put(plenty, 1);
        wanted.put(few, 2);
        wanted.put(none, 3);
        var answer = place(shop.newCustomer(), wanted, Map.of());
        answer.path("placeOrder.order").valueIsNull();
        assertThat(userErrors(answer, "placeOrder"))
                .containsExactlyInAnyOrder(
                        "INSUFFICIENT_STOCK input.lines.1.quantity", "INSUFFICIENT_STOCK input.lines.2.quantity");
        assertThat(shop.availableOf(plenty)).isEqualTo(100);
    }

    @Test
    void a_short_line_shows_its_product() {
        var few = shop.newProduct(1);
        shop.newCustomer()
                .mutate(
                        "placeOrder",
                        Map.of("lines", List.of(Map.of("productId", few, "quantity", 2)), "idempotencyKey", "k"),
                        "short: userErrors { ... on InsufficientStockError { requested available product { id } } }")
                .path("placeOrder.short[0]")
                .entity(Map.class)
                .isEqualTo(Map.of("requested", 2, "available", 1, "product", Map.of("id", few)));
    }

    @Test
    void a_product_named_twice_is_merged() {
        var notebook = shop.newProduct(5);
        var line = Map.of("productId", notebook, "quantity", 2);
        var answer = shop.newCustomer()
                .mutate(
                        "placeOrder",
                        Map.of("lines", List.of(line, line), "idempotencyKey", "k"),
                        "order { lines { quantity } }");
        answer.path("placeOrder.order.lines[*].quantity")
                .entityList(Integer.class)
                .containsExactly(4);
    }

    @Test
    void a_refused_order_names_its_reason() {
        var ada = shop.newCustomer();
        var notebook = shop.newProduct(5);
        var unknown = new GlobalId("Product", UUID.randomUUID()).toString();
        assertThat(userErrors(place(ada, Map.of(unknown, 1), Map.of()), "placeOrder"))
                .containsExactly("NOT_FOUND input.lines.0.productId");
        assertThat(userErrors(place(ada, Map.of("nonsense", 1), Map.of()), "placeOrder"))
                .containsExactly("NOT_FOUND input.lines.0.productId");
        assertThat(userErrors(place(ada, Map.of(notebook, 0), Map.of()), "placeOrder"))
                .containsExactly("OUT_OF_RANGE input.lines.0.quantity");
        assertThat(userErrors(place(ada, Map.of(), Map.of()), "placeOrder"))
                .containsExactly("OUT_OF_RANGE input.lines");
        assertThat(userErrors(
                        place(ada, Map.of(notebook, 1), Map.of("shippingAddress", "x".repeat(1001))), "placeOrder"))
                .containsExactly("TOO_LONG input.shippingAddress");
        assertThat(userErrors(
                        place(
                                ada,
                                Map.of(notebook, 1),
                                Map.of("expectedTotal", Map.of("amount", "1.00", "currencyCode", "EUR"))),
                        "placeOrder"))
                .containsExactly("PRICE_CHANGED input.expectedTotal");
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
    }

    @Test
    void more_than_a_hundred_lines_are_too_many() {
        var line = Map.of("productId", shop.newProduct(5), "quantity", 1);
        var answer = shop.newCustomer()
                .mutate(
                        "placeOrder",
                        Map.of("lines", Collections.nCopies(101, line), "idempotencyKey", "k"),
                        "order { id }");
        assertThat(userErrors(answer, "placeOrder")).containsExactly("TOO_MANY_ITEMS input.lines");
    }

    @Test
    void more_pieces_of_a_product_than_there_can_be_are_refused_however_they_are_named() {
        var notebook = shop.newProduct(5);
        var line = Map.of("productId", notebook, "quantity", 600_000_000);
        var answer = shop.newCustomer()
                .mutate("placeOrder", Map.of("lines", List.of(line, line), "idempotencyKey", "k"), "order { id }");
        assertThat(userErrors(answer, "placeOrder")).containsExactly("OUT_OF_RANGE input.lines.1.quantity");
        assertThat(userErrors(place(shop.newCustomer(), Map.of(notebook, 1_000_000_001), Map.of()), "placeOrder"))
                .containsExactly("OUT_OF_RANGE input.lines.0.quantity");
    }

    @Test
    void an_order_takes_up_to_the_largest_stock_of_each_product() {
        var wanted = new LinkedHashMap<String, Integer>();
        wanted.put(shop.newProduct(1_000_000_000), 600_000_000);
        wanted.put(shop.newProduct(1_000_000_000), 1_000_000_000);
        var ada = shop.newCustomer();
        var answer = ada.placeOrder("many", wanted);
        assertThat(userErrors(answer, "placeOrder")).isEmpty();
        answer.path("placeOrder.order.total.amount").entity(String.class).isEqualTo("20000000000.00");
        var order = answer.path("placeOrder.order.id").entity(String.class).get();
        for (var act : List.of("confirmOrder", "shipOrder")) {
            assertThat(userErrors(act(shop.staff(), act, order, Map.of()), act)).isEmpty();
        }
        var back = List.of(
                Map.of("productId", wanted.firstEntry().getKey(), "quantity", 600_000_000),
                Map.of("productId", wanted.lastEntry().getKey(), "quantity", 1_000_000_000));
        assertThat(userErrors(
                        act(shop.staff(), "refundOrder", order, Map.of("reason", "broken", "returnedLines", back)),
                        "refundOrder"))
                .as("so many can come back, if there is anything to give back")
                .containsExactly("NOTHING_TO_REFUND input.orderId");
    }

    @Test
    void the_lines_stay_in_the_order_in_which_they_were_named_and_reserve_in_that_of_their_ids() {
        var named = inTheOrderOppositeToTheirIds(6);
        var wanted = new LinkedHashMap<String, Integer>();
        named.forEach(product -> wanted.put(product, named.indexOf(product) + 1));
        var order = place(shop.newCustomer(), wanted, Map.of())
                .path("placeOrder.order.id")
                .entity(String.class)
                .get();
        var answer = shop.staff().run("""
                query ($id: ID!) {
                  order(by: {id: $id}) { lines { quantity product { id } } }
                  events(filter: {aggregateId: $id}) { nodes { payload } } }""", Map.of("id", order));
        answer.path("order.lines[*].product.id").entityList(String.class).isEqualTo(named);
        answer.path("order.lines[*].quantity").entityList(Integer.class).containsExactly(1, 2, 3, 4, 5, 6);
        answer.path("events.nodes[0].payload.lines[*].quantity")
                .entityList(Integer.class)
                .containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(reservations(order))
                .isEqualTo(named.reversed().stream()
                        .map(product -> GlobalId.parse("Product", product).orElseThrow())
                        .toList());
    }

    @Test
    void a_product_named_twice_stands_where_it_was_named_first() {
        var named = inTheOrderOppositeToTheirIds(2);
        var lines = Stream.of(named.get(0), named.get(1), named.get(0))
                .map(product -> Map.of("productId", product, "quantity", 1))
                .toList();
        var answer = shop.newCustomer()
                .mutate(
                        "placeOrder",
                        Map.of("lines", lines, "idempotencyKey", "k"),
                        "order { lines { quantity product { id } } }");
        answer.path("placeOrder.order.lines[*].product.id")
                .entityList(String.class)
                .isEqualTo(named);
        answer.path("placeOrder.order.lines[*].quantity")
                .entityList(Integer.class)
                .containsExactly(2, 1);
    }

    @Test
    void short_lines_are_named_in_the_order_in_which_they_were_sent() {
        var wanted = new LinkedHashMap<String, Integer>();
        inTheOrderOppositeToTheirIds(6).forEach(product -> wanted.put(product, 10));
        assertThat(userErrors(place(shop.newCustomer(), wanted, Map.of()), "placeOrder"))
                .containsExactlyElementsOf(IntStream.range(0, 6)
                        .mapToObj("INSUFFICIENT_STOCK input.lines.%d.quantity"::formatted)
                        .toList());
    }

    @Test
    void a_product_that_is_not_for_sale_cannot_be_ordered() {
        var sku = shop.unique("S");
        var hidden = shop.staff()
                .mutate(
                        "createProduct",
                        Map.of(
                                "name",
                                sku,
                                "sku",
                                sku,
                                "active",
                                false,
                                "initialStock",
                                5,
                                "price",
                                Map.of("amount", "1.00", "currencyCode", "EUR")),
                        "product { id }")
                .path("createProduct.product.id")
                .entity(String.class)
                .get();
        assertThat(userErrors(place(shop.newCustomer(), Map.of(hidden, 1), Map.of()), "placeOrder"))
                .containsExactly("PRODUCT_UNAVAILABLE input.lines.0.productId");
    }

    @Test
    void the_same_key_with_another_input_is_refused_and_a_failure_leaves_it_free() {
        var ada = shop.newCustomer();
        var notebook = shop.newProduct(1);
        assertThat(userErrors(ada.placeOrder("key", Map.of(notebook, 2)), "placeOrder"))
                .containsExactly("INSUFFICIENT_STOCK input.lines.0.quantity");
        assertThat(userErrors(ada.placeOrder("key", Map.of(notebook, 1)), "placeOrder"))
                .isEmpty();
        assertThat(userErrors(ada.placeOrder("key", Map.of(notebook, 2)), "placeOrder"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        assertThat(userErrors(shop.newCustomer().placeOrder("key", Map.of(shop.newProduct(1), 1)), "placeOrder"))
                .as("another caller's key is another key")
                .isEmpty();
    }

    @Test
    void an_order_goes_its_way_and_no_other() {
        var notebook = shop.newProduct(5);
        var ada = shop.newCustomer();
        var order = ada.newOrder(notebook);
        var staff = shop.staff();
        assertThat(userErrors(act(staff, "deliverOrder", order, Map.of()), "deliverOrder"))
                .containsExactly("ILLEGAL_TRANSITION input.orderId");
        assertThat(userErrors(act(staff, "confirmOrder", order, Map.of("expectedVersion", 5)), "confirmOrder"))
                .containsExactly("VERSION_CONFLICT input.expectedVersion");
        act(staff, "confirmOrder", order, Map.of("expectedVersion", 1))
                .path("confirmOrder.order.status")
                .entity(String.class)
                .isEqualTo("CONFIRMED");
        act(staff, "shipOrder", order, Map.of("trackingNumber", "T-1"))
                .path("shipOrder.order.status")
                .entity(String.class)
                .isEqualTo("SHIPPED");
        assertThat(stock(notebook)).as("on hand, reserved").containsExactly(4, 0);
        assertThat(userErrors(act(ada, "cancelOrder", order, Map.of()), "cancelOrder"))
                .containsExactly("ILLEGAL_TRANSITION input.orderId");
        act(staff, "deliverOrder", order, Map.of())
                .path("deliverOrder.order.version")
                .entity(Long.class)
                .isEqualTo(4L);
    }

    @Test
    void a_cancelled_order_gives_its_stock_back() {
        var notebook = shop.newProduct(5);
        var ada = shop.newCustomer();
        var order = ada.newOrder(notebook);
        assertThat(stock(notebook)).containsExactly(5, 1);
        act(ada, "cancelOrder", order, Map.of("reason", "changed my mind"))
                .path("cancelOrder.order.cancelReason")
                .entity(String.class)
                .isEqualTo("changed my mind");
        assertThat(stock(notebook)).containsExactly(5, 0);
    }

    @Test
    void an_order_is_its_buyers_and_nobody_elses() {
        var order = shop.newCustomer().newOrder(shop.newProduct(5));
        var stranger = shop.newCustomer();
        stranger.run("query ($id: ID!) { order(by: {id: $id}) { id } node(id: $id) { id } }", Map.of("id", order))
                .path("order")
                .valueIsNull()
                .path("node")
                .valueIsNull();
        assertThat(userErrors(act(stranger, "cancelOrder", order, Map.of()), "cancelOrder"))
                .containsExactly("NOT_FOUND input.orderId");
        assertThat(codes(stranger.run(
                        "mutation ($id: ID!) { confirmOrder(input: {orderId: $id, idempotencyKey: \"k\"}) { order { id } } }",
                        Map.of("id", order))))
                .containsExactly("FORBIDDEN");
        shop.staff()
                .run("query ($id: ID!) { order(by: {id: $id}) { id } }", Map.of("id", order))
                .path("order.id")
                .entity(String.class)
                .isEqualTo(order);
    }

    @Test
    void only_staff_order_for_others() {
        var ada = shop.newCustomer();
        var notebook = shop.newProduct(5);
        assertThat(codes(place(shop.newCustomer(), Map.of(notebook, 1), Map.of("userId", ada.myId()))))
                .containsExactly("FORBIDDEN");
        place(shop.staff(), Map.of(notebook, 1), Map.of("userId", ada.myId()))
                .path("placeOrder.order.id")
                .hasValue();
        ada.run("{ me { orders { totalCount } } }")
                .path("me.orders.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
        assertThat(userErrors(
                        place(
                                shop.staff(),
                                Map.of(notebook, 1),
                                Map.of("userId", new GlobalId("User", UUID.randomUUID()).toString())),
                        "placeOrder"))
                .containsExactly("NOT_FOUND input.userId");
    }

    @Test
    void a_stranger_cannot_order() {
        assertThat(codes(place(shop.anonymous(), Map.of(shop.newProduct(1), 1), Map.of())))
                .containsExactly("UNAUTHENTICATED");
    }

    @Test
    void the_list_of_orders_is_filtered_and_paged() {
        var ada = shop.newCustomer();
        var notebook = shop.newProduct(100);
        for (int i = 0; i < 5; i++) {
            ada.newOrder(notebook);
        }
        var filter = Map.of(
                "userId",
                ada.myId(),
                "productId",
                notebook,
                "status",
                List.of("PENDING"),
                "total",
                Map.of("min", "12.50", "max", "12.50"));
        var query = """
                query ($f: OrderFilter, $after: String) { orders(filter: $f, first: 3, after: $after, orderBy: {field: TOTAL}) {
                  totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor } } }""";
        var first = shop.staff().run(query, Map.of("f", filter));
        first.path("orders.totalCount").entity(Integer.class).isEqualTo(5);
        first.path("orders.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(true);
        var cursor =
                first.path("orders.pageInfo.endCursor").entity(String.class).get();
        var second = shop.staff().run(query, Map.of("f", filter, "after", cursor));
        second.path("orders.nodes").entityList(Object.class).hasSize(2);
        second.path("orders.pageInfo.hasNextPage").entity(Boolean.class).isEqualTo(false);
        second.path("orders.pageInfo.hasPreviousPage").entity(Boolean.class).isEqualTo(true);
    }

    private Response place(Client client, Map<String, Integer> quantities, Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put(
                "lines",
                quantities.entrySet().stream()
                        .map(line -> Map.of("productId", line.getKey(), "quantity", line.getValue()))
                        .toList());
        input.put("idempotencyKey", UUID.randomUUID().toString());
        return client.mutate("placeOrder", input, "order { id }");
    }

    private static Response act(Client client, String mutation, String order, Map<String, ?> more) {
        var input = new HashMap<String, Object>(more);
        input.put("orderId", order);
        input.put("idempotencyKey", UUID.randomUUID().toString());
        return client.mutate(mutation, input, "order { status version cancelReason }");
    }

    /** New products, nine pieces of each. */
    private List<String> inTheOrderOppositeToTheirIds(int products) {
        return Stream.generate(() -> shop.newProduct(9))
                .limit(products)
                .sorted(comparing((String product) ->
                                GlobalId.parse("Product", product).orElseThrow())
                        .reversed())
                .toList();
    }

    /** Which products were reserved for an order, as they were locked. */
    private List<UUID> reservations(String order) {
        return jdbc.sql("""
                        select (payload ->> 'product')::uuid from domain_events
                        where type = 'catalog.StockReserved' and payload ->> 'reservation' = ? order by position""")
                .param(GlobalId.parse("Order", order).orElseThrow().toString())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private List<Integer> stock(String product) {
        return jdbc.sql("select on_hand, reserved from stock where id = ?")
                .param(GlobalId.parse("Product", product).orElseThrow())
                .query((row, _) -> List.of(row.getInt(1), row.getInt(2)))
                .single();
    }
}
