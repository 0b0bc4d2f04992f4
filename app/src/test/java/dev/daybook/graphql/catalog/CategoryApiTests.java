package dev.daybook.graphql.catalog;

import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.DatabaseDump;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HonestShopTest
@SecondLane
class CategoryApiTests {
    private static final String UNKNOWN = new GlobalId("Category", UUID.randomUUID()).toString();

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
        var root = catalog.newCategory(null);
        var middle = catalog.newCategory(root);
        var leaf = catalog.newCategory(middle);
        var answer = shop.anonymous().run("""
                query ($id: ID!) { category(by: {id: $id}) { parent { id } ancestors { id } children { id } } }""", Map.of("id", leaf));
        answer.path("category.parent.id").entity(String.class).isEqualTo(middle);
        answer.path("category.ancestors[*].id").entityList(String.class).containsExactly(root, middle);
        answer.path("category.children").entityList(Object.class).hasSize(0);
    }

    @Test
    void categories_are_sorted_as_people_sort_names() {
        var root = catalog.newCategory(null);
        for (var name : List.of("zinc", "Étagère", "apple", "Eraser", "étoile", "Zebra")) {
            catalog.newCategory(shop.unique(name + " "), root);
        }
        assertThat(shop.anonymous()
                        .run("query ($id: ID!) { categories(parentId: $id) { name } }", Map.of("id", root))
                        .path("categories[*].name")
                        .entityList(String.class)
                        .get())
                .extracting(name -> name.split(" ", 2)[0])
                .containsExactly("apple", "Eraser", "Étagère", "étoile", "Zebra", "zinc");
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', BLANK",
        "slug, '', BLANK",
        "slug, Not A Slug, INVALID_FORMAT",
        "parentId, nonsense, NOT_FOUND",
    })
    void a_category_that_breaks_a_rule_is_refused_with_its_field(String field, String value, String code) {
        var before = DatabaseDump.of(jdbc);
        var input = new HashMap<String, Object>(Map.of("name", shop.unique("Shelf")));
        input.put(field, value);
        assertThat(userErrors(shop.staff().mutate("createCategory", input, "category { id }"), "createCategory"))
                .containsExactly(code + " input." + field);
        assertThat(DatabaseDump.of(jdbc)).isEqualTo(before);
    }

    @Test
    void a_value_that_is_too_long_is_refused_with_its_field() {
        assertThat(userErrors(
                        shop.staff()
                                .mutate(
                                        "createCategory",
                                        Map.of(
                                                "name", "n".repeat(101),
                                                "slug", "s".repeat(101),
                                                "description", "d".repeat(10_001)),
                                        "category { id }"),
                        "createCategory"))
                .containsExactly("TOO_LONG input.name", "TOO_LONG input.slug", "TOO_LONG input.description");
    }

    @Test
    void a_category_below_one_that_does_not_exist_is_refused() {
        assertThat(userErrors(
                        shop.staff()
                                .mutate(
                                        "createCategory",
                                        Map.of("name", shop.unique("Shelf"), "parentId", UNKNOWN),
                                        "category { id }"),
                        "createCategory"))
                .containsExactly("NOT_FOUND input.parentId");
    }

    @Test
    void a_name_and_a_slug_are_those_of_one_category() {
        var name = shop.unique("Shelf");
        catalog.newCategory(name, null);
        var other = catalog.newCategory(null);
        assertThat(catalog.errorsOf("updateCategory", other, Map.of("name", name)))
                .containsExactly("TAKEN input.name");
        assertThat(catalog.errorsOf("updateCategory", other, Map.of("slug", name.toLowerCase(Locale.ROOT))))
                .containsExactly("TAKEN input.slug");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s caf\u00E9 ",
                "\u00A0%s cafe\u0301",
                "%s ca\u200Bf\u00E9",
                "%s caf\u00E9\u00AD",
                "%s\u2060 caf\u00E9"
            })
    void names_that_look_the_same_are_the_same(String typed) {
        var name = shop.unique("Shelf");
        catalog.newCategory(name + " caf\u00E9", null);
        var other = catalog.newCategory(null);
        assertThat(catalog.errorsOf("updateCategory", other, Map.of("name", typed.formatted(name))))
                .containsExactly("TAKEN input.name");
    }

    @ParameterizedTest
    @CsvSource({
        "'\u00A0', BLANK",
        "'\u200B', BLANK",
        "'\u00AD', BLANK",
        "'\u2800', BLANK",
        "'a\u0007b', INVALID_FORMAT",
        "'a\u202Eb', INVALID_FORMAT",
        "'a\u2028b', INVALID_FORMAT"
    })
    void a_name_can_be_seen_as_it_is(String typed, String code) {
        assertThat(catalog.errorsOf("updateCategory", catalog.newCategory(null), Map.of("name", typed)))
                .containsExactly(code + " input.name");
    }

    @Test
    void names_that_differ_at_once_but_make_the_same_slug_get_one_each() throws Exception {
        var word = shop.unique("shelf");
        var names = List.of(word, word + "!", word + "?", word + ".", word + ",", "!" + word, "?" + word, "." + word);
        var slugs = atOnce(
                names.size(),
                i -> shop.staff()
                        .mutate("createCategory", Map.of("name", names.get(i)), "category { slug }")
                        .path("createCategory.category.slug")
                        .entity(String.class)
                        .get());
        assertThat(slugs).doesNotHaveDuplicates().allMatch(slug -> slug.startsWith(word));
    }

    @Test
    void an_omitted_field_is_kept_and_a_null_one_cleared() {
        var shelf = catalog.newCategory(null);
        var name = shop.unique("Renamed");
        var renamed = catalog.change("updateCategory", shelf, Map.of("name", name, "description", "Long."));
        renamed.path("updateCategory.category.name").entity(String.class).isEqualTo(name);
        renamed.path("updateCategory.category.slug")
                .entity(String.class)
                .satisfies(slug -> assertThat(slug).startsWith("shelf"));
        renamed.path("updateCategory.category.version").entity(Long.class).isEqualTo(2L);
        var cleared = new HashMap<String, Object>();
        cleared.put("description", null);
        var answer = catalog.change("updateCategory", shelf, cleared);
        answer.path("updateCategory.category.name").entity(String.class).isEqualTo(name);
        answer.path("updateCategory.category.description").valueIsNull();
        cleared.put("name", null);
        assertThat(catalog.errorsOf("updateCategory", shelf, cleared)).containsExactly("BLANK input.name");
    }

    @Test
    void a_stale_version_changes_nothing() {
        var shelf = catalog.newCategory(null);
        var late = Map.of("expectedVersion", 7);
        for (var mutation : List.of("updateCategory", "moveCategory", "deleteCategory")) {
            assertThat(catalog.errorsOf(mutation, shelf, late))
                    .containsExactly("VERSION_CONFLICT input.expectedVersion");
        }
    }

    @Test
    void an_object_that_does_not_exist_cannot_be_changed() {
        for (var mutation : List.of("updateCategory", "moveCategory", "deleteCategory")) {
            assertThat(catalog.errorsOf(mutation, UNKNOWN, Map.of())).containsExactly("NOT_FOUND input.categoryId");
            assertThat(catalog.errorsOf(mutation, "nonsense", Map.of())).containsExactly("NOT_FOUND input.categoryId");
        }
        assertThat(catalog.errorsOf("moveCategory", catalog.newCategory(null), Map.of("newParentId", UNKNOWN)))
                .containsExactly("NOT_FOUND input.newParentId");
    }

    @Test
    void a_category_moves_with_all_below_it_and_can_become_a_root() {
        var root = catalog.newCategory(null);
        var other = catalog.newCategory(null);
        var child = catalog.newCategory(root);
        var grandchild = catalog.newCategory(child);
        catalog.change("moveCategory", child, Map.of("newParentId", other))
                .path("moveCategory.category.parent.id")
                .entity(String.class)
                .isEqualTo(other);
        assertThat(ancestorsOf(grandchild)).containsExactly(other, child);
        var toRoot = new HashMap<String, Object>();
        toRoot.put("newParentId", null);
        catalog.change("moveCategory", child, toRoot)
                .path("moveCategory.category.parent")
                .valueIsNull();
        assertThat(ancestorsOf(grandchild)).containsExactly(child);
    }

    @Test
    void a_category_cannot_be_below_itself() {
        var root = catalog.newCategory(null);
        var child = catalog.newCategory(root);
        var grandchild = catalog.newCategory(child);
        for (var below : List.of(root, child, grandchild)) {
            assertThat(catalog.errorsOf("moveCategory", root, Map.of("newParentId", below)))
                    .containsExactly("CYCLE input.newParentId");
        }
        assertThat(ancestorsOf(grandchild)).containsExactly(root, child);
    }

    @Test
    void concurrent_category_moves_cannot_close_a_cycle() throws Exception {
        for (int round = 0; round < 10; round++) {
            var ring = List.of(catalog.newCategory(null), catalog.newCategory(null), catalog.newCategory(null));
            var errors = atOnce(
                    3,
                    i -> catalog.errorsOf("moveCategory", ring.get(i), Map.of("newParentId", ring.get((i + 1) % 3))));
            assertThat(errors).containsExactlyInAnyOrder(List.of(), List.of(), List.of("CYCLE input.newParentId"));
            assertThat(ring).allSatisfy(each -> assertThat(ancestorsOf(each)).doesNotContain(each));
        }
    }

    @Test
    void a_category_in_use_is_deleted_only_when_what_is_in_it_may_be_taken_out() {
        var root = catalog.newCategory(null);
        var shelf = catalog.newCategory(root);
        var child = catalog.newCategory(shelf);
        var notebook = catalog.newProduct(Map.of("categoryId", shelf));
        var pencil = catalog.newProduct(Map.of("categoryId", shelf, "active", false));
        var quill = catalog.newProduct(Map.of("categoryId", shelf));
        catalog.act("archiveProduct", quill, Map.of());
        assertThat(catalog.errorsOf("deleteCategory", shelf, Map.of())).containsExactly("IN_USE input.categoryId");
        assertThat(catalog.errorsOf("deleteCategory", root, Map.of())).containsExactly("IN_USE input.categoryId");
        catalog.change("deleteCategory", shelf, Map.of("onDelete", "DETACH"))
                .path("deleteCategory.deletedCategoryId")
                .entity(String.class)
                .isEqualTo(shelf);
        assertThat(ancestorsOf(child)).isEmpty();
        for (var product : List.of(notebook, pencil, quill)) {
            shop.staff()
                    .run("query ($id: ID!) { product(by: {id: $id}) { category { id } } }", Map.of("id", product))
                    .path("product.category")
                    .valueIsNull();
        }
        shop.anonymous()
                .run("query ($id: ID!) { category(by: {id: $id}) { id } }", Map.of("id", shelf))
                .path("category")
                .valueIsNull();
        assertThat(catalog.errorsOf("deleteCategory", shelf, Map.of())).containsExactly("NOT_FOUND input.categoryId");
        assertThat(catalog.errorsOf("deleteCategory", root, Map.of())).isEmpty();
    }

    @Test
    @SuppressWarnings("unchecked")
    void only_archived_products_are_in_nobodys_way() {
        var shelf = catalog.newCategory(null);
        var quill = catalog.newProduct(Map.of("categoryId", shelf));
        catalog.act("archiveProduct", quill, Map.of());
        assertThat(catalog.errorsOf("deleteCategory", shelf, Map.of())).isEmpty();
        shop.staff()
                .run("query ($id: ID!) { product(by: {id: $id}) { version category { id } } }", Map.of("id", quill))
                .path("product")
                .entity(Map.class)
                .satisfies(product ->
                        assertThat(product).containsEntry("version", 2).containsEntry("category", null));
    }

    @Test
    void a_product_does_not_lose_its_category_to_get_a_name_that_another_has() {
        var name = shop.unique("notebook");
        catalog.newProduct(Map.of("name", name));
        var shelf = catalog.newCategory(null);
        catalog.newProduct(Map.of("name", name, "categoryId", shelf));
        assertThat(catalog.errorsOf("deleteCategory", shelf, Map.of("onDelete", "DETACH")))
                .containsExactly("TAKEN input.categoryId");
        shop.anonymous()
                .run("query ($id: ID!) { category(by: {id: $id}) { stats { productCount } } }", Map.of("id", shelf))
                .path("category.stats.productCount")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    @Test
    void nothing_is_put_into_a_category_that_is_deleted_in_the_same_moment() throws Exception {
        for (int round = 0; round < 10; round++) {
            var shelf = catalog.newCategory(null);
            var moved = catalog.newProduct(Map.of());
            var sibling = catalog.newCategory(null);
            var how = Map.of("onDelete", round % 2 == 0 ? "RESTRICT" : "DETACH");
            var answers = atOnce(List.<Callable<Object>>of(
                    () -> catalog.errorsOf("deleteCategory", shelf, how),
                    () -> userErrors(catalog.create(Map.of("categoryId", shelf)), "createProduct"),
                    () -> userErrors(catalog.update(moved, Map.of("categoryId", shelf)), "updateProduct"),
                    () -> catalog.errorsOf("moveCategory", sibling, Map.of("newParentId", shelf)),
                    () -> userErrors(
                            shop.staff()
                                    .mutate(
                                            "createCategory",
                                            Map.of("name", shop.unique("Shelf"), "parentId", shelf),
                                            "category { id }"),
                            "createCategory")));
            assertThat(answers)
                    .isSubsetOf(
                            List.of(),
                            List.of("IN_USE input.categoryId"),
                            List.of("NOT_FOUND input.categoryId"),
                            List.of("NOT_FOUND input.newParentId"),
                            List.of("NOT_FOUND input.parentId"));
        }
        assertThat(jdbc.sql("""
                        select (select count(*) from products
                                where category_id not in (select id from categories) and status <> 'ARCHIVED')
                             + (select count(*) from categories where parent_id not in (select id from categories))""").query(Integer.class).single()).isZero();
    }

    @Test
    void products_are_edited_while_they_lose_their_category() throws Exception {
        for (int round = 0; round < 5; round++) {
            var shelf = catalog.newCategory(null);
            var products = IntStream.range(0, 30)
                    .mapToObj(_ -> catalog.newProduct(Map.of("categoryId", shelf)))
                    .toList();
            var calls = new ArrayList<Callable<List<String>>>();
            calls.add(() -> catalog.errorsOf("deleteCategory", shelf, Map.of("onDelete", "DETACH")));
            for (var product : products) {
                calls.add(() ->
                        userErrors(catalog.update(product, Map.of("name", shop.unique("renamed"))), "updateProduct"));
            }
            assertThat(atOnce(calls)).allMatch(List::isEmpty);
        }
    }

    @Test
    void figures_are_of_what_is_for_sale_directly_in_a_category() {
        var shelf = catalog.newCategory(null);
        var below = catalog.newCategory(shelf);
        for (var amount : List.of("1.00", "2.00", "2.01")) {
            catalog.newProduct(Map.of("categoryId", shelf, "price", CatalogDriver.euros(amount)));
        }
        catalog.newProduct(Map.of("categoryId", shelf, "price", CatalogDriver.euros("0.01"), "active", false));
        catalog.newProduct(Map.of("categoryId", below, "price", CatalogDriver.euros("99.00")));
        assertThat(statsOf(shelf)).isEqualTo("3 1.67 1.00 2.01");
        assertThat(statsOf(below)).isEqualTo("1 99.00 99.00 99.00");
        assertThat(statsOf(catalog.newCategory(null))).isEqualTo("0 null null null");
        catalog.newProduct(Map.of("categoryId", below, "price", Map.of("amount", "1.00", "currencyCode", "USD")));
        assertThat(statsOf(below)).as("two currencies").isEqualTo("2 null null null");
    }

    @Test
    void the_figures_of_all_categories_begin_with_the_fullest_and_leave_none_out() {
        var full = catalog.newCategory(null);
        var empty = catalog.newCategory(null);
        for (int i = 0; i < 3; i++) {
            catalog.newProduct(Map.of("categoryId", full));
        }
        var answer = shop.anonymous().run("{ categoryStats { productCount category { id } } }");
        var counts = answer.path("categoryStats[*].productCount")
                .entityList(Integer.class)
                .get();
        assertThat(counts).isSortedAccordingTo((one, other) -> other - one);
        var ids = answer.path("categoryStats[*].category.id")
                .entityList(String.class)
                .get();
        assertThat(ids).contains(full, empty).doesNotHaveDuplicates();
        assertThat(counts.get(ids.indexOf(full))).isEqualTo(3);
        assertThat(counts.get(ids.indexOf(empty))).isZero();
    }

    @Test
    void the_products_of_a_category_are_those_below_it_too_unless_they_are_not_asked_for() {
        var root = catalog.newCategory(null);
        var child = catalog.newCategory(root);
        var grandchild = catalog.newCategory(child);
        var names = List.of(shop.unique("notebook"), shop.unique("pencil"), shop.unique("quill"));
        var shelves = List.of(root, child, grandchild);
        for (int i = 0; i < 3; i++) {
            catalog.newProduct(Map.of("name", names.get(i), "categoryId", shelves.get(i)));
            catalog.newProduct(Map.of("categoryId", shelves.get(i), "active", false));
        }
        var query = """
                query ($id: ID!, $all: Boolean!) { category(by: {id: $id}) {
                  products(includeDescendants: $all) { totalCount nodes { name } }
                  children { products(includeDescendants: $all, orderBy: {field: PRICE}) { totalCount } } } }""";
        var all = shop.anonymous().run(query, Map.of("id", root, "all", true));
        all.path("category.products.nodes[*].name")
                .entityList(String.class)
                .satisfies(found -> assertThat(found).containsExactlyInAnyOrderElementsOf(names));
        all.path("category.products.totalCount").entity(Integer.class).isEqualTo(3);
        all.path("category.children[0].products.totalCount")
                .entity(Integer.class)
                .isEqualTo(2);
        var direct = shop.anonymous().run(query, Map.of("id", root, "all", false));
        direct.path("category.products.nodes[*].name").entityList(String.class).containsExactly(names.getFirst());
        direct.path("category.products.totalCount").entity(Integer.class).isEqualTo(1);
        shop.staff()
                .run(query, Map.of("id", root, "all", true))
                .path("category.products.totalCount")
                .entity(Integer.class)
                .isEqualTo(6);
    }

    private List<String> ancestorsOf(String category) {
        return shop.anonymous()
                .run("query ($id: ID!) { category(by: {id: $id}) { ancestors { id } } }", Map.of("id", category))
                .path("category.ancestors[*].id")
                .entityList(String.class)
                .get();
    }

    private String statsOf(String category) {
        var stats = shop.anonymous()
                .run("""
                        query ($id: ID!) { category(by: {id: $id}) { stats {
                          productCount averagePrice { amount } minPrice { amount } maxPrice { amount } } } }""", Map.of("id", category))
                .path("category.stats")
                .entity(Map.class)
                .get();
        return stats.get("productCount") + amounts(stats);
    }

    private static String amounts(Map<?, ?> stats) {
        var text = new StringBuilder();
        for (var figure : List.of("averagePrice", "minPrice", "maxPrice")) {
            text.append(' ').append(stats.get(figure) instanceof Map<?, ?> money ? money.get("amount") : "null");
        }
        return text.toString();
    }
}
