package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.codes;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Concurrently;
import dev.daybook.support.PageWalk;
import dev.daybook.support.QueryPlans;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Lists of products in a shop that has twenty thousand: rows of their own, that no event is behind, and no test needs. */
@ShopTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductListTests {
    private static final int MANY = 20_000;

    @Autowired
    Shop shop;

    @Autowired
    QueryPlans plans;

    @Autowired
    JdbcTemplate jdbc;

    private CatalogDriver catalog;
    private String shelf;

    @BeforeAll
    void many() {
        jdbc.update("""
                insert into categories (id, version, name, slug, created_at, updated_at)
                select md5('bulk ' || n)::uuid, 1, 'Bulk ' || n, 'bulk-' || n, now(), now() from generate_series(0, 49) n""");
        jdbc.update("""
                insert into products (id, version, name, slug, sku, description, status, price_amount, price_currency,
                    price_change_id, category_id, created_at, updated_at)
                select md5('bulk product ' || n)::uuid, 1, 'Bulk ' || md5(n::text), 'bulk-' || n, 'BULK-' || n,
                    'One of very many, ' || md5('description ' || n),
                    case when n %% 50 = 0 then 'INACTIVE' when n %% 20 = 0 then 'ARCHIVED' else 'ACTIVE' end,
                    1 + hashint4(n) %% 1000 * 0.5 + 500, 'EUR', gen_random_uuid(), md5('bulk ' || n %% 50)::uuid,
                    now() - n * interval '1 minute', now()
                from generate_series(1, %d) n""".formatted(MANY));
        jdbc.update("""
                insert into stock (id, version, on_hand, reserved, available, low_stock_threshold, created_at, updated_at)
                select md5('bulk product ' || n)::uuid, 1, pieces, 0, pieces, 10, now(), now()
                from (select n, case when n %% 100 < 3 then n %% 100 * 4 else 11 + n %% 500 end pieces
                      from generate_series(1, %d) n) all_of_them""".formatted(MANY));
        jdbc.execute("vacuum analyze products, stock, categories");
        shelf = new GlobalId(
                        "Category",
                        Objects.requireNonNull(jdbc.queryForObject("select md5('bulk 7')::uuid", UUID.class)))
                .toString();
    }

    @AfterAll
    void few() {
        jdbc.update("delete from stock where id in (select id from products where sku like 'BULK-%')");
        jdbc.update("delete from products where sku like 'BULK-%'");
        jdbc.update("delete from categories where slug like 'bulk-%'");
        jdbc.execute("vacuum analyze products, stock, categories");
    }

    @BeforeEach
    void open() {
        catalog = shop.catalog();
    }

    /** Returns whether staff ask, the arguments of the query, and the index that finds its rows. */
    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of(false, "", "products_for_sale"),
                Arguments.of(false, "orderBy: {direction: DESC}", "products_for_sale"),
                Arguments.of(true, "", "products_by_name"),
                Arguments.of(false, "orderBy: {field: PRICE}", "products_by_price"),
                Arguments.of(true, "orderBy: {field: PRICE, direction: DESC}", "products_by_price"),
                Arguments.of(false, "orderBy: {field: CREATED_AT, direction: DESC}", "products_by_creation"),
                Arguments.of(true, "orderBy: {field: CREATED_AT}", "products_by_creation"),
                Arguments.of(false, "orderBy: {field: AVAILABLE_STOCK}", "stock_by_availability"),
                Arguments.of(true, "orderBy: {field: AVAILABLE_STOCK, direction: DESC}", "stock_by_availability"),
                Arguments.of(false, "filter: {search: \"4f5c1\"}", "products_by_words"),
                Arguments.of(false, "filter: {search: \"bulk-19999\"}", "products_by_words"),
                Arguments.of(true, "filter: {search: \"very bulk-7777\"}", "products_by_words"),
                Arguments.of(false, "filter: {categoryIds: [$shelf]}", "products_"),
                Arguments.of(
                        false,
                        "filter: {categoryIds: [$shelf], includeDescendants: false}, orderBy: {field: PRICE}",
                        "products_by_price"),
                Arguments.of(false, "filter: {price: {min: \"777.50\", max: \"778\"}}", "products_by_price"),
                Arguments.of(true, "filter: {skus: [\"bulk-77\", \"BULK-78\"]}", "products_by_sku"),
                Arguments.of(true, "filter: {status: [INACTIVE]}", "products_not_for_sale"),
                Arguments.of(true, "filter: {status: [ARCHIVED, INACTIVE]}", "products_"),
                Arguments.of(false, "filter: {availability: [IN_STOCK]}", "products_for_sale"),
                Arguments.of(
                        false,
                        "filter: {availability: [OUT_OF_STOCK]}, orderBy: {field: AVAILABLE_STOCK}",
                        "stock_by_availability"),
                Arguments.of(
                        false,
                        "filter: {availability: [LOW_STOCK]}, orderBy: {field: AVAILABLE_STOCK}",
                        "stock_that_is_low"));
    }

    @ParameterizedTest(name = "{1} for staff: {0}")
    @MethodSource("questions")
    void every_filter_and_every_order_has_an_index(boolean staff, String arguments, String index) {
        var query = "{ products(%s) { nodes { name } } }"
                .formatted(("first: 20, " + arguments).replace("$shelf", '"' + shelf + '"'));
        var found = plans.of(
                "from \"products\"",
                () -> (staff ? shop.staff() : shop.anonymous())
                        .run(query)
                        .path("products.nodes[0].name")
                        .hasValue(),
                jdbc);
        assertThat(found).allSatisfy(plan -> assertThat(plan).contains(index).doesNotContain("Seq Scan"));
    }

    @Test
    void low_stock_is_found_by_an_index() {
        var found = plans.of(
                "from \"products\"",
                () -> shop.staff()
                        .run("{ lowStockProducts(threshold: 8, first: 20) { nodes { name } } }")
                        .path("lowStockProducts.nodes[0].name")
                        .hasValue(),
                jdbc);
        assertThat(found)
                .allSatisfy(plan ->
                        assertThat(plan).contains("stock_by_availability").doesNotContain("Seq Scan"));
    }

    @Test
    void the_products_of_many_categories_are_found_by_an_index() {
        var query = """
                query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Category {
                  products(first: 5, includeDescendants: %s) { nodes { name } } } } }""";
        for (var descendants : List.of("true", "false")) {
            var found = plans.of(
                    "from \"products\"",
                    () -> shop.anonymous()
                            .run(query.formatted(descendants), Map.of("ids", List.of(shelf)))
                            .path("nodes[0].products.nodes[4].name")
                            .hasValue(),
                    jdbc);
            assertThat(found)
                    .allSatisfy(plan ->
                            assertThat(plan).contains("products_by_category").doesNotContain("Seq Scan on products"));
        }
    }

    @Test
    void a_page_walk_sees_each_product_once_while_others_are_added_and_renamed() throws Exception {
        var others = new ArrayList<String>();
        for (int i = 0; i < 20; i++) {
            others.add(catalog.newProduct(Map.of("name", shop.unique("Bulk " + hex(i)))));
        }
        var done = new AtomicBoolean();
        var changes = new AtomicInteger();
        var busy = CompletableFuture.runAsync(
                () -> {
                    while (!done.get()) {
                        var i = changes.getAndIncrement();
                        catalog.update(others.get(i % others.size()), Map.of("name", shop.unique("Bulk " + hex(i))));
                        catalog.newProduct(Map.of("name", shop.unique("Bulk " + hex(i)), "initialStock", i));
                    }
                },
                Thread::startVirtualThread);
        try {
            var fields = List.of("NAME", "PRICE", "CREATED_AT", "AVAILABLE_STOCK");
            for (var seen : Concurrently.atOnce(
                    fields.size(), i -> PageWalk.walk(shop.staff(), """
                    query ($after: String) { page: products(first: 100, after: $after, orderBy: {field: %s}) {
                      nodes { sku } pageInfo { hasNextPage endCursor } } }""".formatted(fields.get(i)), "sku"))) {
                var bulk = seen.stream().filter(sku -> sku.startsWith("BULK-")).toList();
                assertThat(bulk).hasSize(MANY).doesNotHaveDuplicates();
            }
            assertThat(changes.get()).as("changes meanwhile").isGreaterThan(80);
        } finally {
            done.set(true);
            busy.join();
        }
    }

    @Test
    void pages_forward_and_backward_show_each_product_once() {
        var word = shop.unique("paged");
        for (int i = 0; i < 7; i++) {
            catalog.create(Map.of(
                    "name",
                    word + " " + i,
                    "price",
                    CatalogDriver.euros(i % 2 == 0 ? "5.00" : "7.00"),
                    "initialStock",
                    i));
        }
        for (var field : List.of("NAME", "PRICE", "CREATED_AT", "AVAILABLE_STOCK")) {
            for (var direction : List.of("ASC", "DESC")) {
                var forward = walk(word, field, direction, true);
                assertThat(forward).as(field + direction).hasSize(7).doesNotHaveDuplicates();
                assertThat(walk(word, field, direction, false)).isEqualTo(forward);
            }
        }
    }

    @Test
    void filters_are_combined() {
        var word = shop.unique("filtered");
        var root = catalog.newCategory(null);
        var below = catalog.newCategory(root);
        product(word + " crimson", below, "5.00", 0);
        product(word + " green", root, "7.00", 5);
        product(word + " blue", root, "9.00", 50);
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
        assertThat(found(Map.of("search", word + "%"))).isZero();
        assertThat(found(Map.of("search", word + "_"))).isZero();
        assertThat(found(Map.of("categoryIds", List.of()))).isZero();
        assertThat(found(Map.of("categoryIds", List.of("nonsense")))).isZero();
        assertThat(found(Map.of("status", List.of("ARCHIVED"))))
                .as("for a customer")
                .isZero();
    }

    @Test
    void words_are_found_in_name_sku_and_description_whatever_the_case() {
        var sku = shop.unique("sku").replaceAll("[^a-z0-9]", "");
        var word = shop.unique("crème");
        catalog.create(Map.of("name", "Plain " + word, "sku", sku, "description", "Ganz GROSS: " + word + " ÄÖÜ"));
        for (var search : List.of(
                sku, sku.substring(2), "PLAIN " + word, word.toUpperCase(Locale.ROOT), "äöü " + word, "gross " + sku)) {
            assertThat(found(Map.of("search", search))).as(search).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "CAF\u00C9, cafe",
        "Cafe, caf\u00E9",
        "\u0130stanbul, istanbul",
        "istanbul, \u0130STANBUL",
        "K\u0131rm\u0131z\u0131, KIRMIZI",
        "KIRMIZI, k\u0131rm\u0131z\u0131",
        "\u039F\u0394\u039F\u03A3\u0391\u03A3, \u039F\u0394\u039F\u03A3",
        "\u03BF\u03B4\u03CC\u03C2, \u039F\u0394\u039F\u03A3",
        "stra\u00DFe, STRASSE",
        "caf\u00E9, cafe\u0301",
        "\u0141\u00F3d\u017A, lodz",
        "\u0110\u00E0 N\u1EB5ng, da nang",
        "so\u00ADft, soft",
        "soft, so\u200Bft",
        "\uFF21\uFF22\uFF23, abc",
        "100\uFF05, 100%",
        "\u0439\u043E\u0434, \u0419\u041E\u0414"
    })
    void words_are_found_whatever_the_accents_and_the_form_of_letters(String text, String search) {
        var word = shop.unique("word");
        catalog.create(Map.of("name", shop.unique("Plain"), "description", word + " " + text));
        for (var space : List.of(" ", "\u3000", "\u00A0", "\u2003", "\n")) {
            assertThat(found(Map.of("search", word + space + search)))
                    .as(search)
                    .isEqualTo(1);
        }
        assertThat(found(Map.of("search", word + " " + search + "q"))).isZero();
    }

    @Test
    void an_oversized_or_malformed_filter_is_refused() {
        var query = "query ($f: ProductFilter) { products(filter: $f) { nodes { name } } }";
        var many = Stream.generate(() -> shelf).limit(101).toList();
        for (var filter :
                List.of(Map.of("categoryIds", many), Map.of("skus", many), Map.of("search", "s".repeat(201)))) {
            assertThat(codes(shop.anonymous().run(query, Map.of("f", filter)))).containsExactly("BAD_REQUEST");
        }
        for (var range : List.of(Map.of("min", "x"), Map.of("max", 1.5))) {
            assertThat(codes(shop.anonymous().run(query, Map.of("f", Map.of("price", range)))))
                    .containsExactly("BAD_REQUEST");
        }
    }

    @Test
    void a_search_has_at_most_20_words() {
        var words = IntStream.range(0, 21).mapToObj(i -> "w" + i).toList();
        var query = "query ($f: ProductFilter) { products(filter: $f) { totalCount } }";
        assertThat(codes(shop.anonymous().run(query, Map.of("f", Map.of("search", String.join(" ", words))))))
                .containsExactly("BAD_REQUEST");
        assertThat(found(Map.of("search", String.join("  ", words.subList(0, 20)))))
                .isZero();
    }

    /** From the front, or from the back, where each page comes before the last one. */
    private List<String> walk(String word, String field, String direction, boolean forward) {
        var query = """
                query ($s: String!, $c: String) {
                  products(filter: {search: $s}, orderBy: {field: %s, direction: %s}, %s: 3, %s: $c) {
                    nodes { id } pageInfo { more: %s cursor: %s } } }""".formatted(
                        field,
                        direction,
                        forward ? "first" : "last",
                        forward ? "after" : "before",
                        forward ? "hasNextPage" : "hasPreviousPage",
                        forward ? "endCursor" : "startCursor");
        var seen = new ArrayList<String>();
        var variables = new HashMap<String, Object>(Map.of("s", word));
        while (true) {
            var page = shop.anonymous().run(query, variables);
            seen.addAll(
                    forward ? seen.size() : 0,
                    page.path("products.nodes[*].id").entityList(String.class).get());
            if (!page.path("products.pageInfo.more").entity(Boolean.class).get()) {
                return seen;
            }
            variables.put(
                    "c",
                    page.path("products.pageInfo.cursor").entity(String.class).get());
        }
    }

    private static String hex(int i) {
        return Integer.toHexString(i * 7919 % 256) + " ";
    }

    private void product(String name, String category, String price, int stock) {
        catalog.create(Map.of(
                "name", name, "categoryId", category, "price", CatalogDriver.euros(price), "initialStock", stock));
    }

    private int found(Map<String, ?> filter) {
        return shop.anonymous()
                .run("query ($f: ProductFilter) { products(filter: $f) { totalCount } }", Map.of("f", filter))
                .path("products.totalCount")
                .entity(Integer.class)
                .get();
    }
}
