package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.CatalogDriver.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Times;
import dev.daybook.users.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

@ShopTest
class PriceApiTests {
    @SuppressWarnings("TimeInStaticInitializer")
    private static final Instant TODAY = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private static final String HISTORY = """
            query ($id: ID!, $first: Int, $after: String) { product(by: {id: $id}) {
              priceHistory(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
                price { amount currencyCode } previousPrice { amount } reason validFrom validTo
                actor { kind label user { username } } } } } }""";

    @Autowired
    Shop shop;

    private CatalogDriver catalog;

    @BeforeEach
    void open() {
        catalog = shop.catalog();
    }

    @Test
    void a_price_change_raises_the_version_and_needs_the_expected_one() {
        var notebook = shop.newProduct(1);
        var changed =
                change(Map.of("productId", notebook, "price", euros("9.99"), "expectedVersion", 1, "reason", "sale"));
        changed.path("changeProductPrice.product.version").entity(Long.class).isEqualTo(2L);
        changed.path("changeProductPrice.product.price.amount")
                .entity(String.class)
                .isEqualTo("9.99");
        assertThat(errors(Map.of("productId", notebook, "price", euros("8.99"), "expectedVersion", 1)))
                .containsExactly("VERSION_CONFLICT input.expectedVersion");
        var unknown = new GlobalId("Product", UUID.randomUUID()).toString();
        assertThat(errors(Map.of("productId", unknown, "price", euros("8.99"))))
                .containsExactly("NOT_FOUND input.productId");
        assertThat(errors(Map.of("productId", notebook, "price", euros("0"), "reason", "r".repeat(501))))
                .containsExactly("OUT_OF_RANGE input.price", "TOO_LONG input.reason");
        assertThat(entries(notebook, shop.staff())).hasSize(2);
    }

    @Test
    @SuppressWarnings("rawtypes")
    void every_price_is_remembered_with_who_asked_for_it_when_and_why() {
        var notebook = catalog.newProduct(Map.of());
        catalog.reprice(notebook, "9.99", "sale");
        catalog.reprice(notebook, "9.99", "again");
        catalog.reprice(notebook, "14.00", "paper is dear");
        var entries = entries(notebook, shop.staff());
        assertThat(entries)
                .extracting(entry -> amount(entry, "price") + " after " + amount(entry, "previousPrice") + ": "
                        + entry.get("reason"))
                .containsExactly("14.00 after 9.99: paper is dear", "9.99 after 12.50: sale", "12.50 after null: null");
        assertThat(entries.getFirst().get("validTo")).isNull();
        assertThat(entries.get(1).get("validTo")).isEqualTo(entries.getFirst().get("validFrom"));
        assertThat(entries.get(2).get("validTo")).isEqualTo(entries.get(1).get("validFrom"));
        var grace = shop.staff()
                .run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
        for (var entry : entries) {
            assertThat(entry.get("actor")).isEqualTo(actor("USER", grace, Map.of("username", grace)));
        }
    }

    @Test
    void the_history_comes_page_by_page() {
        var notebook = catalog.newProduct(Map.of());
        for (var amount : List.of("1.00", "2.00", "3.00", "4.00")) {
            catalog.reprice(notebook, amount, "up");
        }
        var first = shop.anonymous().run(HISTORY, Map.of("id", notebook, "first", 2));
        first.path("product.priceHistory.totalCount").entity(Integer.class).isEqualTo(5);
        assertThat(amounts(first)).containsExactly("4.00", "3.00");
        var cursor = first.path("product.priceHistory.pageInfo.endCursor")
                .entity(String.class)
                .get();
        var rest = shop.anonymous().run(HISTORY, Map.of("id", notebook, "first", 9, "after", cursor));
        assertThat(amounts(rest)).containsExactly("2.00", "1.00", "12.50");
        rest.path("product.priceHistory.pageInfo.hasNextPage")
                .entity(Boolean.class)
                .isEqualTo(false);
    }

    @Test
    void the_acting_member_of_staff_is_shown_to_staff_alone() {
        var notebook = catalog.newProduct(Map.of());
        for (var client : List.of(shop.anonymous(), shop.newCustomer())) {
            assertThat(entries(notebook, client).getFirst().get("actor")).isEqualTo(actor("USER", "a user", null));
        }
        assertThat(entries(shopsOwn(), shop.staff()).getFirst().get("actor")).isEqualTo(actor("SYSTEM", "test", null));
        var joan = shop.newUser(Role.STAFF);
        joan.mutate("changeProductPrice", Map.of("productId", notebook, "price", euros("1.00")), "product { id }");
        var input = Map.of("userId", joan.myId(), "idempotencyKey", "gone");
        assertThat(userErrors(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser"))
                .isEmpty();
        assertThat(entries(notebook, shop.staff()).getFirst().get("actor"))
                .isEqualTo(actor("USER", "an erased user", null));
    }

    @Test
    void the_lowest_prior_price_is_of_the_days_before_the_current_price_took_effect() {
        var notebook = new String[1];
        on(100, () -> notebook[0] = catalog.newProduct(Map.of("price", euros("20.00"))));
        var product = notebook[0];
        assertThat(lowest(product, 30)).isNull();
        on(60, () -> catalog.reprice(product, "10.00", "flash sale"));
        on(55, () -> catalog.reprice(product, "18.00", "over"));
        on(20, () -> catalog.reprice(product, "25.00", "dearer"));
        on(10, () -> catalog.reprice(product, "15.00", "discount"));
        assertThat(lowest(product, 30))
                .as("18.00 was in force until ten days before")
                .isEqualTo("18.00");
        assertThat(lowest(product, 9))
                .as("only the dearer price was, all the time")
                .isEqualTo("25.00");
        assertThat(lowest(product, 10)).as("the older one ended just then").isEqualTo("25.00");
        assertThat(lowest(product, 11)).isEqualTo("18.00");
        assertThat(lowest(product, 45)).as("the flash sale had just ended").isEqualTo("18.00");
        assertThat(lowest(product, 46)).isEqualTo("10.00");
        assertThat(lowest(product, 3650)).isEqualTo("10.00");
    }

    @Test
    void prices_of_another_currency_are_not_compared() {
        var notebook = catalog.newProduct(Map.of());
        change(Map.of("productId", notebook, "price", Map.of("amount", "1.00", "currencyCode", "USD")));
        assertThat(lowest(notebook, 30)).isNull();
        catalog.reprice(notebook, "11.00", "home again");
        assertThat(lowest(notebook, 30)).isEqualTo("12.50");
    }

    @Test
    void days_are_1_to_3650() {
        var query =
                "query ($id: ID!, $days: Int!) { product(by: {id: $id}) { lowestPriorPrice(days: $days) { amount } } }";
        for (var days : List.of(0, -1, 3651)) {
            assertThat(codes(shop.anonymous().run(query, Map.of("id", shop.newProduct(1), "days", days))))
                    .containsExactly("BAD_REQUEST");
        }
    }

    private static void on(int daysAgo, Runnable done) {
        Times.at(TODAY.minus(Duration.ofDays(daysAgo)), done);
    }

    private @Nullable String lowest(String product, int days) {
        var prices = shop.anonymous()
                .run("""
                        query ($id: ID!, $days: Int!) { nodes(ids: [$id]) { ... on Product {
                          lowestPriorPrice(days: $days) { amount } } } }""", Map.of("id", product, "days", days))
                .path("nodes[*].lowestPriorPrice.amount")
                .entityList(String.class)
                .get();
        return prices.isEmpty() ? null : prices.getFirst();
    }

    /** A product that no person has made. */
    private String shopsOwn() {
        return new GlobalId("Product", shop.newNotebook(1).value()).toString();
    }

    private static Map<String, @Nullable Object> actor(String kind, String label, @Nullable Object user) {
        var actor = new HashMap<String, @Nullable Object>();
        actor.put("kind", kind);
        actor.put("label", label);
        actor.put("user", user);
        return actor;
    }

    @SuppressWarnings("rawtypes")
    private static List<Map> entries(String product, Client client) {
        return client.run(HISTORY, Map.of("id", product))
                .path("product.priceHistory.nodes")
                .entityList(Map.class)
                .get();
    }

    private static List<String> amounts(Response history) {
        return history.path("product.priceHistory.nodes[*].price.amount")
                .entityList(String.class)
                .get();
    }

    private static @Nullable Object amount(Map<?, ?> entry, String price) {
        return entry.get(price) instanceof Map<?, ?> money ? money.get("amount") : null;
    }

    private Response change(Map<String, ?> input) {
        return shop.staff().mutate("changeProductPrice", input, "product { version price { amount } }");
    }

    private List<String> errors(Map<String, ?> input) {
        return userErrors(change(input), "changeProductPrice");
    }
}
