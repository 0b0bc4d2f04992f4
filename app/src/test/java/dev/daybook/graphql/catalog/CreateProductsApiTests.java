package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.errorsAt;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.DatabaseDump;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class CreateProductsApiTests {
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
    void many_products_are_created_at_once_with_their_stock() {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> catalog.product(Map.of("initialStock", i)))
                .toList();
        var answer = create(rows, "REJECT_EVERYTHING", "many");
        answer.path("createProducts.createdCount").entity(Integer.class).isEqualTo(100);
        answer.path("createProducts.results[99].product.stock.available")
                .entity(Integer.class)
                .isEqualTo(99);
        assertThat(answer.path("createProducts.results[*].product.slug")
                        .entityList(String.class)
                        .get())
                .isEqualTo(rows.stream().map(row -> row.get("name")).toList());
    }

    @Test
    void the_same_call_again_creates_nothing_and_answers_the_same() {
        var rows = List.of(catalog.product(Map.of()), catalog.product(Map.of("sku", "bad sku")));
        var first = create(rows, "REJECT_FAILED_ROWS", "again");
        var second = create(rows, "REJECT_FAILED_ROWS", "again");
        second.path("createProducts.idempotentReplay").entity(Boolean.class).isEqualTo(true);
        assertThat(results(second)).isEqualTo(results(first));
        assertThat(userErrors(create(rows.subList(0, 1), "REJECT_FAILED_ROWS", "again"), "createProducts"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
    }

    @Test
    void each_row_says_what_is_wrong_with_it_and_the_others_are_created() {
        var taken = catalog.create(Map.of());
        var name = text(taken, "name");
        var first = catalog.product(Map.of());
        var rows = List.of(
                first,
                catalog.product(Map.of("name", first.get("name"))),
                catalog.product(Map.of(
                        "sku",
                        String.valueOf(first.get("sku")).toUpperCase(Locale.ROOT),
                        "name",
                        name,
                        "slug",
                        text(taken, "slug"))),
                catalog.product(Map.of("name", " ", "initialStock", -1, "price", CatalogDriver.euros("0"))),
                catalog.product(Map.of("categoryId", new GlobalId("Category", UUID.randomUUID()).toString())),
                catalog.product(Map.of("name", name, "categoryId", catalog.newCategory(null))));
        var answer = create(rows, "REJECT_FAILED_ROWS", "mixed");
        answer.path("createProducts.createdCount").entity(Integer.class).isEqualTo(2);
        answer.path("createProducts.userErrors").entityList(Object.class).hasSize(0);
        assertThat(results(answer))
                .containsExactly(
                        "created",
                        "TAKEN input.products.1.name",
                        "TAKEN input.products.2.name, TAKEN input.products.2.slug, TAKEN input.products.2.sku",
                        "BLANK input.products.3.name, OUT_OF_RANGE input.products.3.price,"
                                + " OUT_OF_RANGE input.products.3.initialStock",
                        "NOT_FOUND input.products.4.categoryId",
                        "created");
        answer.path("createProducts.results[5].product.slug")
                .entity(String.class)
                .isEqualTo(name + "-2");
    }

    @Test
    void all_or_nothing_is_nothing_when_one_row_is_bad() {
        var taken = text(catalog.create(Map.of()), "sku");
        var before = DatabaseDump.of(jdbc);
        for (var bad : List.of(catalog.product(Map.of("sku", taken)), catalog.product(Map.of("name", "")))) {
            var answer = create(List.of(catalog.product(Map.of()), bad), "REJECT_EVERYTHING", "nothing");
            answer.path("createProducts.createdCount").entity(Integer.class).isEqualTo(0);
            assertThat(userErrors(answer, "createProducts"))
                    .singleElement()
                    .satisfies(error -> assertThat(error).contains("input.products.1."));
            answer.path("createProducts.results[0].product").valueIsNull();
        }
        assertThat(DatabaseDump.of(jdbc)).isEqualTo(before);
    }

    @Test
    void there_are_1_to_100_rows() {
        assertThat(userErrors(create(List.of(), "REJECT_EVERYTHING", "none"), "createProducts"))
                .containsExactly("OUT_OF_RANGE input.products");
        var row = catalog.product(Map.of());
        assertThat(userErrors(
                        create(IntStream.range(0, 101).mapToObj(_ -> row).toList(), "REJECT_EVERYTHING", "101"),
                        "createProducts"))
                .containsExactly("TOO_MANY_ITEMS input.products");
    }

    @Test
    void products_that_two_create_at_once_are_there_once_and_each_hears_of_each_row() throws Exception {
        var rows =
                IntStream.range(0, 20).mapToObj(_ -> catalog.product(Map.of())).toList();
        var answers =
                atOnce(2, i -> results(create(i == 0 ? rows : rows.reversed(), "REJECT_FAILED_ROWS", "at once " + i)));
        assertThat(answers).hasSize(2);
        assertThat(answers.stream().flatMap(List::stream).filter("created"::equals))
                .hasSize(20);
        assertThat(answers.stream().flatMap(List::stream).filter(row -> !row.equals("created")))
                .hasSize(20)
                .allMatch(row -> row.contains("TAKEN") && row.contains("sku"));
    }

    private Response create(List<Map<String, Object>> rows, String policy, String key) {
        return shop.staff()
                .mutate(
                        "createProducts",
                        Map.of("products", rows, "errorPolicy", policy, "idempotencyKey", key),
                        "createdCount idempotentReplay"
                                + " results { product { slug stock { available } } userErrors { code field } }");
    }

    /** {@code created}, or what was wrong, for each row. */
    private static List<String> results(Response answer) {
        var rows = answer.path("createProducts.results")
                .entityList(Object.class)
                .get()
                .size();
        return IntStream.range(0, rows)
                .mapToObj(row -> errorsAt(answer, "createProducts.results[%d].userErrors".formatted(row)))
                .map(errors -> errors.isEmpty() ? "created" : String.join(", ", errors))
                .toList();
    }

    private static String text(Response created, String field) {
        return created.path("createProduct.product." + field)
                .entity(String.class)
                .get();
    }
}
