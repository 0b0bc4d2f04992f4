package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.PreparedData;
import dev.daybook.support.Sse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartAndStopIT {
    private static final Map<String, String> WITHOUT_DEMO = Map.of("DAYBOOK_DEMO", "false");
    private static final Map<String, String> WITH_ADMIN = Map.of(
            "DAYBOOK_DEMO", "false",
            "DAYBOOK_ADMIN_USERNAME", "margaret",
            "DAYBOOK_ADMIN_EMAIL", "margaret@example.com",
            "DAYBOOK_ADMIN_PASSWORD", "Lunar-module-1");

    @TempDir
    Path data;

    @BeforeEach
    void postgresql_is_unpacked() {
        PreparedData.in(data);
    }

    @Test
    void after_a_kill_every_acknowledged_order_is_there_and_none_by_half() throws Exception {
        Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
        try (var shop = JarProcess.open(data, Map.of());
                var buyers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ada = shop.anonymous().logIn("ada", "Daybook-demo-1");
            var product = ada.run(
                            "{ products(first: 1, orderBy: {field: AVAILABLE_STOCK, direction: DESC}) { nodes { id } } }")
                    .path("products.nodes[0].id")
                    .entity(String.class)
                    .get();
            var open = new AtomicBoolean(true);
            for (int i = 0; i < 8; i++) {
                buyers.submit(() -> {
                    while (open.get()) {
                        acknowledged.add(ada.newOrder(product));
                    }
                    return null;
                });
            }
            Awaitility.await().until(() -> acknowledged.size() >= 60);
            shop.kill();
            open.set(false);
        }
        try (var shop = JarProcess.open(data, Map.of())) {
            var staff = shop.anonymous().logIn("grace", "Daybook-demo-1");
            for (var order : acknowledged) {
                staff.run("query ($id: ID!) { order(by: {id: $id}) { lines { quantity } } }", Map.of("id", order))
                        .path("order.lines[*].quantity")
                        .entityList(Integer.class)
                        .containsExactly(1);
            }
            var pending = staff.run("""
                            { orders(filter: {status: [PENDING, CONFIRMED]}, first: 100) { totalCount nodes { lines { quantity } } }
                              products(first: 1, orderBy: {field: AVAILABLE_STOCK, direction: DESC}) { nodes { id } } }""");
            assertThat(pending.path("orders.totalCount").entity(Integer.class).get())
                    .isGreaterThanOrEqualTo(acknowledged.size());
            assertThat(reservedInStock(staff))
                    .as("what is reserved is what is ordered")
                    .isEqualTo(piecesOfOpenOrders(staff));
        }
    }

    @Test
    void a_shop_stops_within_ten_seconds_whoever_listens_and_starts_again_as_it_was() throws Exception {
        String user;
        try (var shop = JarProcess.open(data, WITH_ADMIN);
                var listener = Sse.subscribe(shop.anonymous(), "subscription { stockChanged { name } }", Map.of())) {
            user = register(shop);
            var margaret = shop.anonymous().logIn("margaret", "Lunar-module-1");
            deleteCategory("clothing", margaret);
            Awaitility.await().until(() -> {
                newProduct(margaret);
                return listener.waiting() > 0;
            });
            assertThat(shop.stop()).isLessThan(Duration.ofSeconds(10));
        }
        try (var shop = JarProcess.open(data, WITH_ADMIN)) {
            assertThat(shop.anonymous().logIn(user, "Steam-engine-1").myId()).isNotBlank();
            shop.anonymous()
                    .run("{ categories { slug } }")
                    .path("categories[*].slug")
                    .entityList(String.class)
                    .containsExactly("books", "electronics", "home-garden");
        }
    }

    @Test
    void nobody_is_answered_before_the_first_administrator_and_the_default_categories_are_there() {
        var settings = new HashMap<>(WITH_ADMIN);
        settings.put("DAYBOOK_ADMIN_USERNAME", "root");
        try (var shop = JarProcess.start(data, settings)) {
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(120))
                    .ignoreExceptions()
                    .until(() -> shop.anonymous()
                                    .run("{ apiInfo { name } }")
                                    .path("apiInfo.name")
                                    .hasValue()
                            != null);
            shop.anonymous()
                    .run("{ categories { slug } }")
                    .path("categories")
                    .entityList(Object.class)
                    .hasSize(4);
            var root = shop.anonymous().logIn("root", "Lunar-module-1");
            assertThat(root.run("{ me { role } }")
                            .path("me.role")
                            .entity(String.class)
                            .get())
                    .as("of a name that nobody else can take")
                    .isEqualTo("ADMIN");
        }
    }

    private static void deleteCategory(String slug, Client staff) {
        var id = staff.run("query ($slug: String!) { category(by: {slug: $slug}) { id } }", Map.of("slug", slug))
                .path("category.id")
                .entity(String.class)
                .get();
        staff.mutate("deleteCategory", Map.of("categoryId", id), "deletedCategoryId")
                .path("deleteCategory.deletedCategoryId")
                .entity(String.class)
                .isEqualTo(id);
    }

    private static void newProduct(Client staff) {
        var name = UUID.randomUUID().toString();
        staff.mutate(
                "createProduct",
                Map.of("name", name, "sku", name, "price", CatalogDriver.euros("12.50"), "initialStock", 1),
                "product { id }");
    }

    @Test
    void a_second_shop_on_the_same_data_is_told_so_at_once() {
        try (var _ = JarProcess.open(data, WITHOUT_DEMO);
                var second = JarProcess.start(data, WITHOUT_DEMO)) {
            assertThat(second.awaitRefusal()).contains("DAYBOOK_DATA_DIR").doesNotContain("\tat ");
        }
    }

    @Test
    void a_wrong_setting_is_told_in_two_lines_and_no_secret_is_printed() {
        try (var shop =
                JarProcess.start(data, Map.of("DAYBOOK_DEMO", "false", "DAYBOOK_SECURITY_TOKENSECRET", "hunter2"))) {
            assertThat(shop.awaitRefusal())
                    .contains("shorter than 32 characters", "DAYBOOK_SECURITY_TOKENSECRET")
                    .doesNotContain("\tat ")
                    .doesNotContain("hunter2");
        }
    }

    private static String register(JarProcess shop) {
        var name = "mary" + UUID.randomUUID().toString().substring(0, 6);
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", "Steam-engine-1"),
                        "user { id }")
                .path("registerUser.user.id")
                .hasValue();
        return name;
    }

    private static int reservedInStock(Client staff) {
        return sum(
                staff,
                "products",
                "products(first: 100%s) { nodes { stock { reserved } } pageInfo { hasNextPage endCursor } }",
                "stock.reserved");
    }

    private static int piecesOfOpenOrders(Client staff) {
        return sum(
                staff,
                "orders",
                "orders(first: 100, filter: {status: [PENDING, CONFIRMED]}%s) { nodes { lines { quantity } } pageInfo { hasNextPage endCursor } }",
                "lines[*].quantity");
    }

    private static int sum(Client staff, String list, String query, String number) {
        var sum = 0;
        var after = "";
        while (true) {
            var page = staff.run("{ " + query.formatted(after) + " }");
            sum += page.path(list + ".nodes[*]." + number).entityList(Integer.class).get().stream()
                    .mapToInt(Integer::intValue)
                    .sum();
            if (!page.path(list + ".pageInfo.hasNextPage").entity(Boolean.class).get()) {
                return sum;
            }
            after = ", after: \""
                    + page.path(list + ".pageInfo.endCursor")
                            .entity(String.class)
                            .get() + "\"";
        }
    }
}
