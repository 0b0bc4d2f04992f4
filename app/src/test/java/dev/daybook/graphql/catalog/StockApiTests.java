package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.PageWalk;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class StockApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    private CatalogDriver catalog;

    @BeforeEach
    void open() {
        catalog = shop.catalog();
    }

    @Test
    void stock_is_adjusted_once_per_key_and_never_below_zero() {
        var notebook = shop.newProduct(5);
        for (int i = 0; i < 2; i++) {
            shop.staff()
                    .mutate(
                            "adjustStock",
                            Map.of("productId", notebook, "delta", -2, "reason", "lost", "idempotencyKey", "once"),
                            "idempotentReplay")
                    .path("adjustStock.idempotentReplay")
                    .entity(Boolean.class)
                    .isEqualTo(i == 1);
        }
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(errors(notebook, -4, "lost")).containsExactly("INSUFFICIENT_STOCK input.delta");
        assertThat(errors(notebook, 0, "lost")).containsExactly("OUT_OF_RANGE input.delta");
        assertThat(errors(notebook, 1, " ")).containsExactly("BLANK input.reason");
        assertThat(errors(notebook, 1, "r".repeat(501))).containsExactly("TOO_LONG input.reason");
        assertThat(errors(notebook, Integer.MAX_VALUE, "x")).containsExactly("OUT_OF_RANGE input.delta");
        assertThat(errors(notebook, 1_000_000_000, "x")).containsExactly("OUT_OF_RANGE input.delta");
        assertThat(errors("nonsense", 1, "x")).containsExactly("NOT_FOUND input.productId");
        assertThat(errors(new GlobalId("Product", UUID.randomUUID()).toString(), 1, "x"))
                .containsExactly("NOT_FOUND input.productId");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
        assertThat(movementsOf(notebook)).hasSize(2);
    }

    @Test
    void the_ledger_explains_every_unit() {
        var notebook = shop.newProduct(5);
        catalog.adjust(notebook, 10, "delivery");
        catalog.adjust(notebook, -1, "torn");
        var ada = shop.newCustomer();
        var shipped = order(ada.placeOrder("ship", Map.of(notebook, 3))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get());
        var cancelled = order(ada.placeOrder("cancel", Map.of(notebook, 2))
                .path("placeOrder.order.id")
                .entity(String.class)
                .get());
        ada.mutate("cancelOrder", Map.of("orderId", cancelled.id(), "idempotencyKey", "c"), "order { id }");
        shop.staff().mutate("confirmOrder", Map.of("orderId", shipped.id(), "idempotencyKey", "f"), "order { id }");
        shop.staff().mutate("shipOrder", Map.of("orderId", shipped.id(), "idempotencyKey", "s"), "order { id }");
        var grace = shop.staff()
                .run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
        var name = ada.run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
        assertThat(movementsOf(notebook))
                .containsExactly(
                        "COMMITTED 0 → 11/0 null %s by %s".formatted(shipped.number(), grace),
                        "RELEASED 2 → 14/3 null %s by %s".formatted(cancelled.number(), name),
                        "RESERVED -2 → 14/5 null %s by %s".formatted(cancelled.number(), name),
                        "RESERVED -3 → 14/3 null %s by %s".formatted(shipped.number(), name),
                        "ADJUSTED -1 → 14/0 torn null by " + grace,
                        "RECEIVED 10 → 15/0 delivery null by " + grace,
                        "RECEIVED 5 → 5/0 null null by " + grace);
    }

    @Test
    void the_ledger_adds_up_to_the_stock_of_every_product() {
        var notebook = shop.newProduct(5);
        shop.newCustomer().newOrder(notebook);
        catalog.update(notebook, Map.of("lowStockThreshold", 2));
        catalog.adjust(shop.newProduct(0), 3, "delivery");
        assertThat(jdbc.sql("""
                        select count(*) from stock left join (
                            select product_id, sum(on_hand_change) on_hand, sum(reserved_change) reserved
                            from stock_movements group by product_id) ledger on ledger.product_id = stock.id
                        where stock.on_hand <> coalesce(ledger.on_hand, 0)
                           or stock.reserved <> coalesce(ledger.reserved, 0)""").query(Integer.class).single()).isZero();
    }

    @Test
    void a_line_of_the_ledger_has_an_id_for_the_staff() {
        var notebook = shop.newProduct(5);
        var id = shop.staff()
                .run(
                        "query ($id: ID!) { product(by: {id: $id}) { stock { movements { totalCount nodes { id } } } } }",
                        Map.of("id", notebook))
                .path("product.stock.movements.nodes[0].id")
                .entity(String.class)
                .get();
        var query = "query ($id: ID!) { node(id: $id) { id ... on StockMovement { delta } } }";
        shop.staff()
                .run(query, Map.of("id", id))
                .path("node.delta")
                .entity(Integer.class)
                .isEqualTo(5);
        shop.newCustomer().run(query, Map.of("id", id)).path("node").valueIsNull();
        assertThat(codes(shop.anonymous()
                        .run(
                                "query ($id: ID!) { product(by: {id: $id}) { stock { onHand } } }",
                                Map.of("id", notebook))))
                .containsExactly("UNAUTHENTICATED");
    }

    @Test
    void low_stock_is_listed_scarcest_first() {
        var shelf = shop.unique("scarce");
        for (int pieces : List.of(2, 0, 11, 1)) {
            catalog.newProduct(Map.of("name", shelf + " " + pieces, "initialStock", pieces));
        }
        catalog.newProduct(Map.of("name", shelf + " hidden", "initialStock", 0, "active", false));
        assertThat(low(10)).containsSubsequence(shelf + " 0", shelf + " 1", shelf + " 2");
        assertThat(low(10)).doesNotContain(shelf + " 11", shelf + " hidden");
        assertThat(low(1)).contains(shelf + " 1").doesNotContain(shelf + " 2");
        assertThat(codes(shop.staff().run("{ lowStockProducts(threshold: -1) { totalCount } }")))
                .containsExactly("BAD_REQUEST");
    }

    @Test
    void customers_are_told_how_much_is_there_as_far_as_they_need_to_know() {
        var notebook = catalog.newProduct(Map.of("initialStock", 4, "lowStockThreshold", 3));
        assertThat(availabilityOf(notebook)).isEqualTo("IN_STOCK");
        shop.newCustomer().newOrder(notebook);
        assertThat(availabilityOf(notebook)).isEqualTo("LOW_STOCK");
        catalog.adjust(notebook, -3, "lost");
        assertThat(availabilityOf(notebook)).isEqualTo("OUT_OF_STOCK");
    }

    private String availabilityOf(String product) {
        return shop.anonymous()
                .run("query ($id: ID!) { product(by: {id: $id}) { availability } }", Map.of("id", product))
                .path("product.availability")
                .entity(String.class)
                .get();
    }

    /** All of them, whatever other tests have left. */
    private List<String> low(int threshold) {
        return PageWalk.walk(
                shop.staff(),
                "query ($after: String) { page: lowStockProducts(threshold: %d, first: 100, after: $after) {"
                                .formatted(threshold)
                        + " nodes { name } pageInfo { hasNextPage endCursor } } }",
                "name");
    }

    private record Placed(String id, String number) {}

    private Placed order(String id) {
        return new Placed(
                id,
                shop.staff()
                        .run("query ($id: ID!) { order(by: {id: $id}) { number } }", Map.of("id", id))
                        .path("order.number")
                        .entity(String.class)
                        .get());
    }

    private List<String> movementsOf(String product) {
        return shop
                .staff()
                .run("""
                        query ($id: ID!) { product(by: {id: $id}) { stock { movements { nodes {
                          type delta onHandAfter reservedAfter reason order { number } actor { label } } } } } }""", Map.of("id", product))
                .path("product.stock.movements.nodes")
                .entityList(Map.class)
                .get()
                .stream()
                .map(StockApiTests::text)
                .toList();
    }

    private static String text(Map<?, ?> movement) {
        return "%s %s → %s/%s %s %s by %s"
                .formatted(
                        movement.get("type"),
                        movement.get("delta"),
                        movement.get("onHandAfter"),
                        movement.get("reservedAfter"),
                        movement.get("reason"),
                        movement.get("order") instanceof Map<?, ?> order ? order.get("number") : null,
                        ((Map<?, ?>) Objects.requireNonNull(movement.get("actor"))).get("label"));
    }

    private List<String> errors(String product, int delta, String reason) {
        return userErrors(catalog.adjust(product, delta, reason), "adjustStock");
    }
}
