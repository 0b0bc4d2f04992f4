package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.CatalogDriver.euros;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.DatabaseDump;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class ProductApiTests {
    private static final String BY = "query ($by: ProductIdentifier!) { product(by: $by) { id name status } }";
    private static final String UNKNOWN = new GlobalId("Product", UUID.randomUUID()).toString();
    private static final String NO_CATEGORY = new GlobalId("Category", UUID.randomUUID()).toString();

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
    void a_product_is_found_by_id_slug_and_sku() {
        var name = shop.unique("Café crème ");
        var created = catalog.create(Map.of("name", name, "sku", name.replaceAll("[^a-z0-9]", "")));
        var slug = text(created, "createProduct.product.slug");
        assertThat(slug).startsWith("cafe-creme-");
        var sku = text(created, "createProduct.product.sku");
        assertThat(sku).isUpperCase();
        for (var by : List.of(Map.of("slug", slug), Map.of("sku", sku), Map.of("sku", sku.toLowerCase(Locale.ROOT)))) {
            shop.anonymous()
                    .run(BY, Map.of("by", by))
                    .path("product.name")
                    .entity(String.class)
                    .isEqualTo(name);
        }
        for (var by : List.of(Map.of("sku", "NO-SUCH"), Map.of("id", "nonsense"), Map.of("id", UNKNOWN))) {
            shop.anonymous().run(BY, Map.of("by", by)).path("product").valueIsNull();
        }
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_suffix_and_a_chosen_one_is_refused() {
        var name = shop.unique("Notebook");
        var slug = text(
                catalog.create(Map.of("name", name, "categoryId", catalog.newCategory(null))),
                "createProduct.product.slug");
        catalog.create(Map.of("name", name, "categoryId", catalog.newCategory(null)))
                .path("createProduct.product.slug")
                .entity(String.class)
                .isEqualTo(slug + "-2");
        assertThat(errors(Map.of("slug", slug))).containsExactly("TAKEN input.slug");
    }

    @Test
    void products_of_one_name_that_are_created_at_once_in_different_categories_get_a_slug_each() throws Exception {
        var name = shop.unique("Notebook");
        var shelves = List.of(
                catalog.newCategory(null),
                catalog.newCategory(null),
                catalog.newCategory(null),
                catalog.newCategory(null));
        var slugs = atOnce(
                4,
                i -> text(
                        catalog.create(Map.of("name", name, "categoryId", shelves.get(i))),
                        "createProduct.product.slug"));
        var slug = name.toLowerCase(Locale.ROOT);
        assertThat(slugs).containsExactlyInAnyOrder(slug, slug + "-2", slug + "-3", slug + "-4");
    }

    @Test
    void name_and_sku_are_unique_also_without_a_category() {
        var name = shop.unique("Notebook");
        var sku = shop.unique("S");
        catalog.create(Map.of("name", name, "sku", sku));
        assertThat(errors(Map.of("name", name))).containsExactly("TAKEN input.name");
        assertThat(errors(Map.of("sku", sku.toLowerCase(Locale.ROOT)))).containsExactly("TAKEN input.sku");
        var shelf = catalog.newCategory(null);
        assertThat(errors(Map.of("name", name, "categoryId", shelf))).isEmpty();
        assertThat(errors(Map.of("name", name, "categoryId", shelf))).containsExactly("TAKEN input.name");
        var other = catalog.newProduct(Map.of("categoryId", shelf));
        assertThat(errorsOfUpdate(other, Map.of("name", name))).containsExactly("TAKEN input.name");
        assertThat(errorsOfUpdate(idOf("sku", sku), Map.of("categoryId", shelf)))
                .containsExactly("TAKEN input.categoryId");
    }

    @Test
    void concurrent_creations_of_one_product_name_make_one_product() throws Exception {
        var name = shop.unique("Notebook");
        var errors = atOnce(10, _ -> errors(Map.of("name", name)));
        assertThat(errors).filteredOn(List::isEmpty).hasSize(1);
        assertThat(errors).filteredOn(each -> !each.isEmpty()).containsOnly(List.of("TAKEN input.name"));
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', BLANK",
        "sku, '', BLANK",
        "sku, é漢, INVALID_FORMAT",
        "sku, a b, INVALID_FORMAT",
        "slug, Not A Slug, INVALID_FORMAT",
        "categoryId, nonsense, NOT_FOUND",
        "initialStock, -1, OUT_OF_RANGE",
        "lowStockThreshold, -1, OUT_OF_RANGE",
    })
    void a_product_that_breaks_a_rule_is_refused_with_its_field(String field, String value, String code) {
        var before = DatabaseDump.of(jdbc);
        var input = new HashMap<String, Object>();
        input.put(field, value.matches("-\\d+") ? (Object) Integer.valueOf(value) : value);
        assertThat(errors(input)).containsExactly(code + " input." + field);
        assertThat(DatabaseDump.of(jdbc)).isEqualTo(before);
    }

    @Test
    void a_text_that_cannot_be_stored_is_refused() {
        for (var bad : List.of("a\0b", "a\ud800b")) {
            assertThat(errors(Map.of("name", bad, "description", bad)))
                    .containsExactly("INVALID_FORMAT input.name", "INVALID_FORMAT input.description");
            assertThat(userErrors(catalog.adjust(shop.newProduct(1), 1, bad), "adjustStock"))
                    .containsExactly("INVALID_FORMAT input.reason");
            assertThat(codes(shop.anonymous().run(BY, Map.of("by", Map.of("slug", bad)))))
                    .isSubsetOf("BAD_REQUEST");
            assertThat(codes(shop.anonymous().run(BY, Map.of("by", Map.of("sku", bad)))))
                    .isSubsetOf("BAD_REQUEST");
        }
    }

    @Test
    void a_value_that_is_too_long_is_refused_with_its_field() {
        assertThat(errors(Map.of(
                        "name", "n".repeat(201),
                        "slug", "s".repeat(201),
                        "sku", "s".repeat(51),
                        "description", "d".repeat(10_001))))
                .containsExactly(
                        "TOO_LONG input.name",
                        "TOO_LONG input.slug",
                        "TOO_LONG input.sku",
                        "TOO_LONG input.description");
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_RANGE", "-1, OUT_OF_RANGE", "100000000, OUT_OF_RANGE", "12.505, INVALID_FORMAT"})
    void a_price_is_exact_and_within_its_range(String amount, String code) {
        assertThat(errors(Map.of("price", euros(amount)))).containsExactly(code + " input.price");
    }

    @Test
    void a_category_that_does_not_exist_is_refused() {
        assertThat(errors(Map.of("categoryId", NO_CATEGORY))).containsExactly("NOT_FOUND input.categoryId");
        assertThat(errorsOfUpdate(shop.newProduct(1), Map.of("categoryId", NO_CATEGORY)))
                .containsExactly("NOT_FOUND input.categoryId");
    }

    @Test
    void an_omitted_field_is_kept_and_a_null_one_cleared() {
        var shelf = catalog.newCategory(null);
        var product = catalog.newProduct(Map.of("categoryId", shelf, "description", "Ruled.", "lowStockThreshold", 3));
        var name = shop.unique("Renamed");
        catalog.update(product, Map.of("name", name, "lowStockThreshold", 4));
        assertThat(shown(product)).isEqualTo(name + " Ruled. true 4 version 2");
        var cleared = new HashMap<String, Object>();
        cleared.put("description", null);
        cleared.put("categoryId", null);
        catalog.update(product, cleared);
        assertThat(shown(product)).isEqualTo(name + " null false 4 version 3");
        catalog.update(product, Map.of());
        catalog.update(product, Map.of("name", name));
        assertThat(shown(product)).isEqualTo(name + " null false 4 version 3");
        var impossible = new HashMap<String, Object>();
        for (var field : List.of("name", "slug", "lowStockThreshold")) {
            impossible.put(field, null);
        }
        assertThat(errorsOfUpdate(product, impossible))
                .containsExactlyInAnyOrder("BLANK input.name", "BLANK input.slug", "BLANK input.lowStockThreshold");
    }

    @Test
    void an_update_that_is_refused_changes_no_threshold_either() {
        var product = catalog.newProduct(Map.of("lowStockThreshold", 3));
        var taken = text(catalog.create(Map.of()), "createProduct.product.slug");
        assertThat(errorsOfUpdate(product, Map.of("slug", taken, "lowStockThreshold", 9)))
                .containsExactly("TAKEN input.slug");
        assertThat(shown(product)).endsWith("3 version 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"activateProduct", "deactivateProduct", "archiveProduct", "updateProduct"})
    void a_stale_version_changes_nothing(String mutation) {
        assertThat(userErrors(
                        shop.staff()
                                .mutate(
                                        mutation,
                                        Map.of("productId", shop.newProduct(1), "expectedVersion", 7),
                                        "product { id }"),
                        mutation))
                .containsExactly("VERSION_CONFLICT input.expectedVersion");
    }

    @ParameterizedTest
    @ValueSource(strings = {"activateProduct", "deactivateProduct", "archiveProduct", "updateProduct"})
    void an_object_that_does_not_exist_cannot_be_changed(String mutation) {
        for (var id : List.of(UNKNOWN, "nonsense")) {
            assertThat(userErrors(shop.staff().mutate(mutation, Map.of("productId", id), "product { id }"), mutation))
                    .containsExactly("NOT_FOUND input.productId");
        }
    }

    @Test
    void a_reason_has_at_most_500_characters() {
        assertThat(userErrors(
                        catalog.act("archiveProduct", shop.newProduct(1), Map.of("reason", "r".repeat(501))),
                        "archiveProduct"))
                .containsExactly("TOO_LONG input.reason");
    }

    @Test
    void customers_see_and_buy_only_what_is_for_sale() {
        var product = shop.newProduct(5);
        var ada = shop.newCustomer();
        catalog.act("deactivateProduct", product, Map.of("reason", "out of season"));
        shop.anonymous()
                .run(BY, Map.of("by", Map.of("id", product)))
                .path("product")
                .valueIsNull();
        shop.staff()
                .run(BY, Map.of("by", Map.of("id", product)))
                .path("product.status")
                .entity(String.class)
                .isEqualTo("INACTIVE");
        assertThat(userErrors(ada.placeOrder("k1", Map.of(product, 1)), "placeOrder"))
                .containsExactly("PRODUCT_UNAVAILABLE input.lines.0.productId");
        catalog.act("activateProduct", product, Map.of());
        assertThat(userErrors(ada.placeOrder("k2", Map.of(product, 1)), "placeOrder"))
                .isEmpty();
    }

    @Test
    void an_archived_product_never_changes_again() {
        var product = shop.newProduct(5);
        catalog.act("archiveProduct", product, Map.of())
                .path("archiveProduct.product.status")
                .entity(String.class)
                .isEqualTo("ARCHIVED");
        for (var mutation : List.of("activateProduct", "deactivateProduct")) {
            var refused = shop.staff().run("""
                    mutation ($input: ProductActionInput!) { %s(input: $input) { userErrors {
                      code ... on IllegalTransitionError { from allowed } } } }""".formatted(mutation), Map.of("input", Map.of("productId", product)));
            refused.path(mutation + ".userErrors[0].code").entity(String.class).isEqualTo("ILLEGAL_TRANSITION");
            refused.path(mutation + ".userErrors[0].from").entity(String.class).isEqualTo("ARCHIVED");
            refused.path(mutation + ".userErrors[0].allowed")
                    .entityList(Object.class)
                    .hasSize(0);
        }
        assertThat(errorsOfUpdate(product, Map.of("name", shop.unique("other"))))
                .containsExactly("PRODUCT_UNAVAILABLE input.productId");
        assertThat(userErrors(catalog.reprice(product, "1.00", "sale"), "changeProductPrice"))
                .containsExactly("PRODUCT_UNAVAILABLE input.productId");
        assertThat(userErrors(catalog.act("archiveProduct", product, Map.of()), "archiveProduct"))
                .isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void the_name_of_an_archived_product_is_free_and_old_orders_keep_it() {
        var first = catalog.create(Map.of("initialStock", 5));
        var product = text(first, "createProduct.product.id");
        var same = Map.of(
                "name", text(first, "createProduct.product.name"),
                "slug", text(first, "createProduct.product.slug"),
                "sku", text(first, "createProduct.product.sku"));
        var ada = shop.newCustomer();
        var order = ada.newOrder(product);
        catalog.update(product, Map.of("name", shop.unique("renamed")));
        catalog.reprice(product, "99.00", "rare");
        catalog.update(product, Map.of("name", same.get("name")));
        catalog.act("archiveProduct", product, Map.of());
        var second = text(catalog.create(same), "createProduct.product.id");
        for (var by : List.of(Map.of("slug", same.get("slug")), Map.of("sku", same.get("sku")))) {
            shop.staff()
                    .run(BY, Map.of("by", by))
                    .path("product.id")
                    .entity(String.class)
                    .isEqualTo(second);
        }
        var line = ada.run("""
                query ($id: ID!) { order(by: {id: $id}) { lines {
                  productName sku unitPrice { amount } product { id status } } } }""", Map.of("id", order)).path("order.lines[0]");
        assertThat(line.entity(Map.class).get())
                .isEqualTo(Map.of(
                        "productName", same.get("name"),
                        "sku", same.get("sku"),
                        "unitPrice", Map.of("amount", "12.50"),
                        "product", Map.of("id", product, "status", "ARCHIVED")));
    }

    @Test
    void staff_see_a_product_as_it_was_with_the_stock_of_then() {
        var product = catalog.newProduct(Map.of("initialStock", 5));
        var name = text(shop.staff().run(BY, Map.of("by", Map.of("id", product))), "product.name");
        var created = instant(product, "createdAt");
        catalog.update(product, Map.of("name", shop.unique("renamed")));
        catalog.adjust(product, -5, "lost");
        var edited = instant(product, "updatedAt");
        catalog.act("archiveProduct", product, Map.of());
        var query = """
                query ($id: ID!, $at: DateTime!) { product(by: {id: $id}, asOf: $at) {
                  name version status availability stock { onHand available } } }""";
        var first = shop.staff().run(query, Map.of("id", product, "at", created));
        first.path("product.name").entity(String.class).isEqualTo(name);
        first.path("product.version").entity(Long.class).isEqualTo(1L);
        first.path("product.stock.onHand").entity(Integer.class).isEqualTo(5);
        first.path("product.availability").entity(String.class).isEqualTo("LOW_STOCK");
        var second = shop.staff().run(query, Map.of("id", product, "at", edited));
        second.path("product.status").entity(String.class).isEqualTo("ACTIVE");
        second.path("product.version").entity(Long.class).isEqualTo(2L);
        shop.staff()
                .run(query, Map.of("id", product, "at", "2020-01-01T00:00:00Z"))
                .path("product")
                .valueIsNull();
        assertThat(codes(shop.anonymous().run(query, Map.of("id", product, "at", created))))
                .containsExactly("UNAUTHENTICATED");
        assertThat(codes(shop.newCustomer().run(query, Map.of("id", product, "at", created))))
                .containsExactly("FORBIDDEN");
    }

    private String idOf(String key, String value) {
        return text(shop.staff().run(BY, Map.of("by", Map.of(key, value))), "product.id");
    }

    private String instant(String product, String field) {
        return text(
                shop.staff()
                        .run(
                                "query ($id: ID!) { product(by: {id: $id}) { %s } }".formatted(field),
                                Map.of("id", product)),
                "product." + field);
    }

    private String shown(String product) {
        var answer = shop.staff().run("""
                query ($id: ID!) { product(by: {id: $id}) {
                  name description version category { id } stock { lowStockThreshold } } }""", Map.of("id", product));
        var row = answer.path("product").entity(Map.class).get();
        return "%s %s %s %d version %s"
                .formatted(
                        row.get("name"),
                        row.get("description"),
                        row.get("category") != null,
                        answer.path("product.stock.lowStockThreshold")
                                .entity(Integer.class)
                                .get(),
                        row.get("version"));
    }

    private List<String> errors(Map<String, ?> input) {
        return userErrors(catalog.create(input), "createProduct");
    }

    private List<String> errorsOfUpdate(String product, Map<String, ?> input) {
        return userErrors(catalog.update(product, input), "updateProduct");
    }

    private static String text(Response response, String path) {
        return response.path(path).entity(String.class).get();
    }
}
