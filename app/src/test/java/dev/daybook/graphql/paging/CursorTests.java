package dev.daybook.graphql.paging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Shop;
import dev.daybook.support.ThirdLane;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that each list takes the cursors that the shop has given for it, and no others. */
@ThirdLane
class CursorTests {
    private static final String ARGUMENTS = "($id: ID!, $a: String, $b: String)";
    private static final String PAGE = "pageInfo { endCursor }";

    /** Lists of all kinds, by the path to each. */
    private static final Map<String, String> LISTS = new LinkedHashMap<>(Map.of(
            "products", "query %s { node(id: $id) { id } products(after: $a, before: $b) { %s } }",
            "lowStockProducts",
                    "query %s { node(id: $id) { id } lowStockProducts(threshold: 1000000, after: $a, before: $b) { %s } }",
            "node/products",
                    "query %s { node(id: $id) { ... on Category { products(after: $a, before: $b) { %s } } } }",
            "orders", "query %s { node(id: $id) { id } orders(after: $a, before: $b) { %s } }",
            "node/orders", "query %s { node(id: $id) { ... on User { orders(after: $a, before: $b) { %s } } } }",
            "node/timeline", "query %s { node(id: $id) { ... on Order { timeline(after: $a, before: $b) { %s } } } }",
            "node/priceHistory",
                    "query %s { node(id: $id) { ... on Product { priceHistory(after: $a, before: $b) { %s } } } }",
            "events", "query %s { node(id: $id) { id } events(after: $a, before: $b) { %s } }",
            "users", "query %s { node(id: $id) { id } users(after: $a, before: $b) { %s } }"));

    private static Node shopNode;
    private static Shop shop;

    private final Map<String, String> ids = new HashMap<>();

    @BeforeAll
    static void a_shop_of_its_own() {
        shopNode = Node.ofNewShop();
        shop = shopNode.shop();
    }

    @AfterAll
    static void the_shop_is_closed() {
        shopNode.close();
    }

    @BeforeEach
    void something_in_every_list() {
        var ada = shop.newCustomer();
        var category = shop.catalog().newCategory(null);
        var product = shop.catalog().newProduct(Map.of("initialStock", 5, "categoryId", category));
        var order = ada.newOrder(product);
        LISTS.keySet().forEach(list -> ids.put(list, product));
        ids.putAll(Map.of("node/products", category, "node/orders", ada.myId(), "node/timeline", order));
    }

    @Test
    void a_list_takes_its_own_cursors_on_every_node_and_after_a_restart() {
        var cursors = cursors(shop.staff());
        try (var node = Node.beside(shopNode)) {
            cursors.forEach((list, cursor) -> {
                assertThat(ask(node.as(shop.staff()), list, "a", cursor).codes())
                        .as(list)
                        .isEmpty();
                assertThat(ask(node.as(shop.staff()), list, "b", cursor).codes())
                        .as(list)
                        .isEmpty();
            });
        }
    }

    @Test
    void a_list_takes_no_cursor_of_another_list() {
        var cursors = cursors(shop.staff());
        cursors.forEach((list, _) -> cursors.forEach((other, cursor) -> {
            if (!other.equals(list)) {
                assertRefused(list, cursor);
            }
        }));
    }

    @Test
    void a_list_takes_no_cursor_that_was_changed_made_up_or_kept_from_before_cursors_were_sealed() {
        cursors(shop.staff()).forEach((list, cursor) -> {
            var changed = new ArrayList<>(List.of(
                    "",
                    "nonsense",
                    cursor + "A",
                    cursor.substring(1),
                    cursor.substring(0, cursor.length() - 1),
                    cursor.toLowerCase(Locale.ROOT),
                    encoded("NAME|%s|a".formatted(UUID.randomUUID())),
                    encoded("PLACED_AT|%s|2026-01-01T00:00:00Z".formatted(UUID.randomUUID())),
                    encoded("POSITION|%s|1".formatted(UUID.randomUUID())),
                    encoded("||")));
            var bytes = Base64.getUrlDecoder().decode(cursor);
            for (int i = 0; i < bytes.length; i += 7) {
                var other = bytes.clone();
                other[i] ^= 1;
                changed.add(Base64.getUrlEncoder().withoutPadding().encodeToString(other));
            }
            // The last character of a Base64 text may have bits that nobody reads.
            for (char last : "AQgw048BCDEFGHIJKLMNOPRSTUVWXYZ".toCharArray()) {
                if (last != cursor.charAt(cursor.length() - 1)) {
                    changed.add(cursor.substring(0, cursor.length() - 1) + last);
                }
            }
            changed.forEach(forged -> assertRefused(list, forged));
        });
    }

    @Test
    void a_list_takes_no_cursor_of_another_order() {
        var cursor = Objects.requireNonNull(cursors(shop.staff()).get("products"));
        var byPrice = RawAnswer.ask(
                shop.staff(),
                "query ($a: String) { products(orderBy: {field: PRICE}, after: $a) { nodes { id } } }",
                Map.of("a", cursor));
        assertThat(byPrice.codes()).containsExactly("BAD_REQUEST");
    }

    @Test
    void a_shop_with_another_secret_takes_no_cursor() {
        var cursor = Objects.requireNonNull(cursors(shop.staff()).get("products"));
        try (var node =
                Node.beside(shopNode, "--daybook.security.token-secret=another-secret-which-nobody-else-knows")) {
            assertThat(RawAnswer.ask(
                                    node.anonymous(),
                                    "query ($a: String) { products(after: $a) { nodes { id } } }",
                                    Map.of("a", cursor))
                            .codes())
                    .containsExactly("BAD_REQUEST");
        }
    }

    private Map<String, String> cursors(Client client) {
        var cursors = new LinkedHashMap<String, String>();
        for (var list : LISTS.keySet()) {
            var answer = RawAnswer.ask(client, document(list), Map.of("id", idFor(list)));
            assertThat(answer.codes()).as(list).isEmpty();
            cursors.put(
                    list,
                    answer.body().at("/data/" + list + "/pageInfo/endCursor").asString());
        }
        assertThat(cursors.values()).doesNotContain("").doesNotHaveDuplicates();
        return cursors;
    }

    private void assertRefused(String list, String cursor) {
        for (var argument : Map.of("a", "after", "b", "before").entrySet()) {
            var answer = ask(shop.staff(), list, argument.getKey(), cursor);
            assertThat(answer.codes()).as("%s of %s", cursor, list).containsExactly("BAD_REQUEST");
            assertThat(answer.messages())
                    .containsExactly("'%s' is not a cursor of this list as it is sorted. Begin anew without it"
                            .formatted(argument.getValue()));
        }
    }

    private RawAnswer ask(Client client, String list, String argument, String cursor) {
        return RawAnswer.ask(client, document(list), Map.of("id", idFor(list), argument, cursor));
    }

    private static String document(String list) {
        return Objects.requireNonNull(LISTS.get(list)).formatted(ARGUMENTS, PAGE);
    }

    private String idFor(String list) {
        return Objects.requireNonNull(ids.get(list));
    }

    private static String encoded(String cursor) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(UTF_8));
    }
}
