package dev.daybook.graphql.ordering;

import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many at once, over HTTP. */
@HonestShopTest
@SecondLane
class ConcurrencyTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Test
    void a_hundred_buyers_of_the_last_unit_get_one_order() throws Exception {
        var notebook = shop.newProduct(1);
        var ada = shop.newCustomer();

        var outcomes = atOnce(100, _ -> outcome(ada.placeOrder(UUID.randomUUID().toString(), Map.of(notebook, 1))));

        assertThat(outcomes).filteredOn("ordered"::equals).hasSize(1);
        assertThat(outcomes).filteredOn("INSUFFICIENT_STOCK"::equals).hasSize(99);
        assertThat(shop.availableOf(notebook)).isZero();
    }

    @Test
    void orders_of_the_same_products_the_other_way_round_never_block_each_other() throws Exception {
        var notebook = shop.newProduct(1000);
        var pencil = shop.newProduct(1000);
        var ada = shop.newCustomer();

        // Twice as many would wait on a busy machine for longer than a command may.
        var outcomes = atOnce(
                100,
                i -> outcome(ada.placeOrder(
                        UUID.randomUUID().toString(), i % 2 == 0 ? lines(notebook, pencil) : lines(pencil, notebook))));

        assertThat(outcomes).hasSize(100).containsOnly("ordered");
        assertThat(shop.availableOf(notebook)).isEqualTo(900);
        assertThat(shop.availableOf(pencil)).isEqualTo(900);
    }

    @Test
    void twenty_calls_with_one_key_make_one_order_and_nineteen_replays() throws Exception {
        var notebook = shop.newProduct(100);
        var ada = shop.newCustomer();

        var answers = atOnce(20, _ -> ada.placeOrder("the-same", Map.of(notebook, 1)));

        assertThat(answers)
                .extracting(answer ->
                        answer.path("placeOrder.order.id").entity(String.class).get())
                .containsOnly(answers.getFirst()
                        .path("placeOrder.order.id")
                        .entity(String.class)
                        .get());
        assertThat(answers)
                .extracting(answer -> answer.path("placeOrder.idempotentReplay")
                        .entity(Boolean.class)
                        .get())
                .filteredOn(replay -> replay)
                .hasSize(19);
        assertThat(shop.availableOf(notebook)).isEqualTo(99);
    }

    @Test
    void two_cancellations_at_once_give_the_stock_back_once() throws Exception {
        var notebook = shop.newProduct(5);
        var ada = shop.newCustomer();
        var order = ada.newOrder(notebook);
        assertThat(shop.availableOf(notebook)).isEqualTo(4);

        var outcomes = atOnce(
                8,
                i -> codes(
                        ada.mutate(
                                "cancelOrder",
                                Map.of("orderId", order, "idempotencyKey", "cancel-" + i),
                                "order { status }"),
                        "cancelOrder"));

        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(1);
        assertThat(outcomes).filteredOn(List.of("ILLEGAL_TRANSITION")::equals).hasSize(7);
        assertThat(shop.availableOf(notebook)).isEqualTo(5);
    }

    @Test
    void ten_concurrent_choices_of_one_name_give_it_once() throws Exception {
        var name = shop.unique("ada");
        var answers = atOnce(
                10,
                i -> codes(
                        shop.anonymous()
                                .mutate(
                                        "registerUser",
                                        Map.of(
                                                "username",
                                                i % 2 == 0 ? name : name.toUpperCase(Locale.ROOT),
                                                "email",
                                                name + i + "@example.com",
                                                "password",
                                                Shop.PASSWORD),
                                        "user { id }"),
                        "registerUser"));
        assertThat(answers).filteredOn(List::isEmpty).hasSize(1);
        assertThat(answers).filteredOn(List.of("TAKEN")::equals).hasSize(9);
    }

    @Test
    void every_row_says_what_its_events_say() {
        assertThat(jdbc.sql("""
                        select s.id from stock s
                        join lateral (
                            select sum(case type
                                       when 'catalog.StockOpened' then (payload ->> 'onHand')::int
                                       when 'catalog.StockAdjusted' then (payload ->> 'delta')::int
                                       when 'catalog.StockReturned' then (payload ->> 'quantity')::int
                                       when 'catalog.StockCommitted' then -(payload ->> 'quantity')::int else 0 end) as on_hand,
                                   sum(case when type = 'catalog.StockReserved' then (payload ->> 'quantity')::int
                                       when type in ('catalog.StockReleased', 'catalog.StockCommitted')
                                       then -(payload ->> 'quantity')::int else 0 end) as reserved
                            from domain_events where aggregate_id = 'stock:' || s.id) e on true
                        where s.on_hand <> e.on_hand or s.reserved <> e.reserved""").query().listOfRows()).isEmpty();
    }

    private static Map<String, Integer> lines(String first, String second) {
        var lines = new LinkedHashMap<String, Integer>();
        lines.put(first, 1);
        lines.put(second, 1);
        return lines;
    }

    private static String outcome(Response placed) {
        var codes = codes(placed, "placeOrder");
        return codes.isEmpty() ? "ordered" : String.join(",", codes);
    }

    private static List<String> codes(Response response, String mutation) {
        return response.path(mutation + ".userErrors[*].code")
                .entityList(String.class)
                .get();
    }
}
