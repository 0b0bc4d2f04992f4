package dev.daybook.graphql;

import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class CatalogApiTests {
    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Test
    void every_shop_has_the_four_default_categories_and_they_are_events() {
        shop.anonymous()
                .run("{ categories { slug } }")
                .path("categories[*].slug")
                .entityList(String.class)
                .contains("electronics", "clothing", "books", "home-garden");
        assertThat(jdbc.sql("select count(*) from domain_events where type = 'catalog.CategoryCreated'"
                                + " and payload ->> 'slug' in ('electronics', 'clothing', 'books', 'home-garden')")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void a_category_knows_its_place_in_the_tree() {
        var root = newCategory(null);
        var middle = newCategory(root);
        var leaf = newCategory(middle);
        var answer = shop.anonymous().run("""
                query ($id: ID!) { category(by: {id: $id}) { parent { id } ancestors { id } children { id } } }""", Map.of("id", leaf));
        answer.path("category.parent.id").entity(String.class).isEqualTo(middle);
        answer.path("category.ancestors[*].id").entityList(String.class).containsExactly(root, middle);
        answer.path("category.children").entityList(Object.class).hasSize(0);
    }

    @Test
    void a_category_below_one_that_does_not_exist_is_refused() {
        var unknown = new GlobalId("Category", UUID.randomUUID()).toString();
        var answer = shop.staff()
                .mutate("createCategory", Map.of("name", shop.unique("Shelf"), "parentId", unknown), "category { id }");
        answer.path("createCategory.category").valueIsNull();
        answer.path("createCategory.userErrors[0].code").entity(String.class).isEqualTo("NOT_FOUND");
        answer.path("createCategory.userErrors[0].field")
                .entityList(String.class)
                .containsExactly("input", "parentId");
    }

    @Test
    void a_product_is_found_by_id_slug_and_sku() {
        var name = shop.unique("Café crème ");
        var created = create(Map.of("name", name, "sku", name.replaceAll("[^a-z0-9]", "")));
        var slug =
                created.path("createProduct.product.slug").entity(String.class).get();
        assertThat(slug).startsWith("cafe-creme-");
        var sku = created.path("createProduct.product.sku").entity(String.class).get();
        assertThat(sku).isUpperCase();
        var query = "query ($by: ProductIdentifier!) { product(by: $by) { name } }";
        for (var by : List.of(Map.of("slug", slug), Map.of("sku", sku))) {
            shop.anonymous()
                    .run(query, Map.of("by", by))
                    .path("product.name")
                    .entity(String.class)
                    .isEqualTo(name);
        }
        shop.anonymous()
                .run(query, Map.of("by", Map.of("sku", "NO-SUCH")))
                .path("product")
                .valueIsNull();
        shop.anonymous()
                .run(query, Map.of("by", Map.of("id", "nonsense")))
                .path("product")
                .valueIsNull();
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_suffix_and_a_chosen_one_is_refused() {
        var name = shop.unique("Notebook");
        var slug = create(Map.of("name", name, "sku", shop.unique("S"), "categoryId", newCategory(null)))
                .path("createProduct.product.slug")
                .entity(String.class)
                .get();
        create(Map.of("name", name, "sku", shop.unique("S"), "categoryId", newCategory(null)))
                .path("createProduct.product.slug")
                .entity(String.class)
                .isEqualTo(slug + "-2");
        assertThat(errors(create(Map.of("name", shop.unique("Other"), "slug", slug, "sku", shop.unique("S")))))
                .containsExactly("TAKEN input.slug");
    }

    @Test
    void name_and_sku_are_unique_also_without_a_category() {
        var name = shop.unique("Notebook");
        var sku = shop.unique("S");
        create(Map.of("name", name, "sku", sku));
        assertThat(errors(create(Map.of("name", name, "sku", shop.unique("S")))))
                .containsExactly("TAKEN input.name");
        assertThat(errors(create(Map.of("name", shop.unique("N"), "sku", sku.toLowerCase(Locale.ROOT)))))
                .containsExactly("TAKEN input.sku");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', BLANK",
        "sku, é漢, INVALID_FORMAT",
        "sku, a b, INVALID_FORMAT",
        "slug, Not A Slug, INVALID_FORMAT",
        "categoryId, nonsense, NOT_FOUND",
    })
    void what_breaks_a_rule_of_products_is_refused_with_its_field(String field, String value, String code) {
        var input = new HashMap<String, Object>(Map.of("name", shop.unique("Notebook"), "sku", shop.unique("S")));
        input.put(field, value);
        assertThat(errors(create(input))).containsExactly(code + " input." + field);
    }

    @ParameterizedTest
    @CsvSource({"0, OUT_OF_RANGE", "-1, OUT_OF_RANGE", "100000000, OUT_OF_RANGE", "12.505, INVALID_FORMAT"})
    void a_price_is_exact_and_within_its_range(String amount, String code) {
        assertThat(errors(create(Map.of("name", shop.unique("N"), "sku", shop.unique("S"), "price", money(amount)))))
                .containsExactly(code + " input.price");
    }

    @Test
    void a_price_change_raises_the_version_and_needs_the_expected_one() {
        var notebook = shop.newProduct(1);
        var changed = shop.staff()
                .mutate(
                        "changeProductPrice",
                        Map.of("productId", notebook, "price", money("9.99"), "expectedVersion", 1, "reason", "sale"),
                        "product { version price { amount } }");
        changed.path("changeProductPrice.product.version").entity(Long.class).isEqualTo(2L);
        changed.path("changeProductPrice.product.price.amount")
                .entity(String.class)
                .isEqualTo("9.99");
        var late = shop.staff()
                .mutate(
                        "changeProductPrice",
                        Map.of("productId", notebook, "price", money("8.99"), "expectedVersion", 1),
                        "product { id }");
        assertThat(userErrors(late, "changeProductPrice")).containsExactly("VERSION_CONFLICT input.expectedVersion");
        var unknown = new GlobalId("Product", UUID.randomUUID()).toString();
        assertThat(userErrors(
                        shop.staff()
                                .mutate(
                                        "changeProductPrice",
                                        Map.of("productId", unknown, "price", money("8.99")),
                                        "product { id }"),
                        "changeProductPrice"))
                .containsExactly("NOT_FOUND input.productId");
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
        assertThat(userErrors(adjust(notebook, -4, "lost"), "adjustStock"))
                .containsExactly("INSUFFICIENT_STOCK input.delta");
        assertThat(userErrors(adjust(notebook, 0, "lost"), "adjustStock")).containsExactly("OUT_OF_RANGE input.delta");
        assertThat(userErrors(adjust(notebook, 1, " "), "adjustStock")).containsExactly("BLANK input.reason");
        assertThat(userErrors(adjust(notebook, Integer.MAX_VALUE, "x"), "adjustStock"))
                .containsExactly("OUT_OF_RANGE input.delta");
        assertThat(shop.availableOf(notebook)).isEqualTo(3);
    }

    @Test
    void customers_see_only_what_is_for_sale_and_how_much_is_available() {
        var name = shop.unique("Notebook");
        var hidden = create(Map.of("name", name, "sku", shop.unique("S"), "active", false))
                .path("createProduct.product.id")
                .entity(String.class)
                .get();
        var query =
                "query ($id: ID!, $s: String!) { product(by: {id: $id}) { name } products(filter: {search: $s}) { totalCount } }";
        shop.staff()
                .run(query, Map.of("id", hidden, "s", name))
                .path("products.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
        var anonymous = shop.anonymous().run(query, Map.of("id", hidden, "s", name));
        anonymous.path("product").valueIsNull();
        anonymous.path("products.totalCount").entity(Integer.class).isEqualTo(0);
        shop.anonymous()
                .run(
                        "query ($id: ID!) { product(by: {id: $id}) { stock { onHand } } }",
                        Map.of("id", shop.newProduct(1)))
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .extracting(error -> error.getExtensions().get("code"))
                        .containsExactly("UNAUTHENTICATED"));
    }

    @Test
    void pages_forward_and_backward_show_each_product_once() {
        var word = shop.unique("paged");
        var category = newCategory(null);
        for (int i = 0; i < 7; i++) {
            create(Map.of(
                    "name",
                    word + " " + i,
                    "sku",
                    shop.unique("S"),
                    "categoryId",
                    category,
                    "price",
                    money(i % 2 == 0 ? "5.00" : "7.00"),
                    "initialStock",
                    i));
        }
        for (var field : List.of("NAME", "PRICE", "CREATED_AT", "AVAILABLE_STOCK")) {
            for (var direction : List.of("ASC", "DESC")) {
                var forward = walk(word, field, direction, "first", "after", "endCursor", "hasNextPage");
                var backward = walk(word, field, direction, "last", "before", "startCursor", "hasPreviousPage");
                assertThat(forward).as(field + direction).hasSize(7).doesNotHaveDuplicates();
                assertThat(backward).containsExactlyInAnyOrderElementsOf(forward);
            }
        }
    }

    @Test
    void filters_are_combined() {
        var word = shop.unique("filtered");
        var root = newCategory(null);
        var below = newCategory(root);
        create(Map.of(
                "name",
                word + " crimson",
                "sku",
                shop.unique("S"),
                "categoryId",
                below,
                "price",
                money("5.00"),
                "initialStock",
                0));
        create(Map.of(
                "name",
                word + " green",
                "sku",
                shop.unique("S"),
                "categoryId",
                root,
                "price",
                money("7.00"),
                "initialStock",
                5));
        create(Map.of(
                "name",
                word + " blue",
                "sku",
                shop.unique("S"),
                "categoryId",
                root,
                "price",
                money("9.00"),
                "initialStock",
                50));
        assertThat(found(Map.of("search", word, "categoryIds", List.of(root)))).isEqualTo(3);
        assertThat(found(Map.of("search", word, "categoryIds", List.of(root), "includeDescendants", false)))
                .isEqualTo(2);
        assertThat(found(Map.of("search", word, "price", Map.of("min", "5.00", "max", "7.00"))))
                .isEqualTo(2);
        assertThat(found(Map.of("search", word, "availability", List.of("OUT_OF_STOCK"))))
                .isEqualTo(1);
        assertThat(found(Map.of("search", word, "availability", List.of("LOW_STOCK", "IN_STOCK"))))
                .isEqualTo(2);
        assertThat(found(Map.of("search", "CRIMSON " + word))).isEqualTo(1);
        assertThat(found(Map.of("search", "%"))).isZero();
        assertThat(found(Map.of("categoryIds", List.of()))).isZero();
        assertThat(found(Map.of("categoryIds", List.of("nonsense")))).isZero();
    }

    private int found(Map<String, ?> filter) {
        return shop.anonymous()
                .run("query ($f: ProductFilter) { products(filter: $f) { totalCount } }", Map.of("f", filter))
                .path("products.totalCount")
                .entity(Integer.class)
                .get();
    }

    private List<String> walk(
            String word, String field, String direction, String size, String from, String cursor, String more) {
        var query = """
                query ($s: String!, $c: String) { products(filter: {search: $s}, orderBy: {field: %s, direction: %s}, %s: 3, %s: $c) {
                  nodes { id } pageInfo { %s %s } } }""".formatted(field, direction, size, from, cursor, more);
        var seen = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("s", word));
        while (true) {
            var page = shop.anonymous().run(query, variables);
            seen.addAll(
                    page.path("products.nodes[*].id").entityList(String.class).get());
            if (!page.path("products.pageInfo." + more).entity(Boolean.class).get()) {
                return seen;
            }
            variables.put(
                    "c",
                    page.path("products.pageInfo." + cursor)
                            .entity(String.class)
                            .get());
        }
    }

    private String newCategory(@org.jspecify.annotations.Nullable String parent) {
        var input = new HashMap<String, Object>(Map.of("name", shop.unique("Shelf")));
        if (parent != null) {
            input.put("parentId", parent);
        }
        return shop.staff()
                .mutate("createCategory", input, "category { id slug }")
                .path("createCategory.category.id")
                .entity(String.class)
                .get();
    }

    private Response adjust(String product, int delta, String reason) {
        return shop.staff()
                .mutate(
                        "adjustStock",
                        Map.of(
                                "productId",
                                product,
                                "delta",
                                delta,
                                "reason",
                                reason,
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "product { id }");
    }

    private Response create(Map<String, ?> input) {
        var whole = new HashMap<String, Object>(Map.of("price", money("12.50")));
        whole.putAll(input);
        return shop.staff().mutate("createProduct", whole, "product { id slug sku }");
    }

    private static List<String> errors(Response response) {
        return userErrors(response, "createProduct");
    }

    private static Map<String, String> money(String amount) {
        return Map.of("amount", amount, "currencyCode", "EUR");
    }
}
