package dev.daybook.jar;

import static dev.daybook.support.Answers.codes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.graphql.GraphiQlBrowser;
import dev.daybook.support.Client;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.graphql.test.tester.WebSocketGraphQlTester;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import org.springframework.web.reactive.socket.client.StandardWebSocketClient;

/** A newcomer finds the demo, GraphiQL, and the walk through the shop. */
class DemoShopIT {
    @TempDir
    static Path data;

    private static JarProcess shop;
    private static int productsAtFirst;

    @BeforeAll
    static void open() {
        shop = JarProcess.startJar(
                data,
                Map.of(
                        "DAYBOOK_ADMIN_USERNAME", "katherine",
                        "DAYBOOK_ADMIN_EMAIL", "katherine@example.com",
                        "DAYBOOK_ADMIN_PASSWORD", "Orbital-mechanics-1"));
        productsAtFirst = await().atMost(Duration.ofSeconds(120))
                .ignoreException(WebClientRequestException.class)
                .until(
                        () -> shop.anonymous()
                                .run("{ products { totalCount } }")
                                .path("products.totalCount")
                                .entity(Integer.class)
                                .get(),
                        _ -> true);
        shop.awaitOpen();
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void the_first_answer_of_a_new_shop_has_the_demo_in_it() {
        assertThat(productsAtFirst).isEqualTo(200);
    }

    @Test
    void the_first_query_of_the_readme_is_answered() {
        shop.anonymous()
                .run("{ products(first: 3) { nodes { name price { amount } category { name } } } }")
                .path("products.nodes")
                .entityList(Map.class)
                .hasSize(3);
    }

    @Test
    void the_banner_says_where_to_go_and_how_to_sign_in() {
        assertThat(shop.output())
                .contains("http://localhost:%d/graphiql".formatted(shop.port()), "ada (CUSTOMER)", "logIn");
    }

    @Test
    void the_demo_has_products_in_a_tree_and_orders_in_every_status() {
        shop.anonymous()
                .run("{ products { totalCount } }")
                .path("products.totalCount")
                .entity(Integer.class)
                .isEqualTo(200);
        signIn("grace")
                .run("{ orders(first: 100) { nodes { status } } }")
                .path("orders.nodes[*].status")
                .entityList(String.class)
                .contains("PENDING", "CONFIRMED", "SHIPPED", "DELIVERED", "CANCELLED");
    }

    @Test
    void the_demo_has_posts_with_tags_and_a_draft_that_only_its_author_and_staff_see() {
        var query = "{ posts { totalCount nodes { author { username } } } tags { name postCount } }";
        var anonymous = shop.anonymous().run(query);
        anonymous.path("posts.totalCount").entity(Integer.class).isEqualTo(5);
        anonymous
                .path("posts.nodes[*].author.username")
                .entityList(String.class)
                .contains("ada", "alan", "grace");
        anonymous.path("tags[*].name").entityList(String.class).contains("audio", "how-to");
        for (var author : List.of("alan", "grace")) {
            signIn(author)
                    .run(query)
                    .path("posts.totalCount")
                    .entity(Integer.class)
                    .isEqualTo(6);
        }
    }

    @Test
    void the_first_administrator_comes_from_the_settings() {
        shop.anonymous()
                .logIn("katherine", "Orbital-mechanics-1")
                .run("{ me { role } }")
                .path("me.role")
                .entity(String.class)
                .isEqualTo("ADMIN");
    }

    /** Category, product, user, order, read, status, statistics, health. */
    @Test
    void the_walk_through_the_shop_takes_eight_steps() throws Exception {
        var staff = signIn("grace");
        var category = staff.mutate("createCategory", Map.of("name", "Stationery"), "category { id slug }")
                .path("createCategory.category.id")
                .entity(String.class)
                .get();
        var product = staff.mutate(
                        "createProduct",
                        Map.of(
                                "name",
                                "Dotted notebook",
                                "sku",
                                "note-001",
                                "categoryId",
                                category,
                                "initialStock",
                                50,
                                "price",
                                Map.of("amount", "79.99", "currencyCode", "EUR")),
                        "product { id sku }")
                .path("createProduct.product.id")
                .entity(String.class)
                .get();
        var session = shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", "mary", "email", "mary@example.com", "password", "Steam-engine-1"),
                        "session { accessToken } user { username }");
        var mary = Client.of(
                shop.address(),
                session.path("registerUser.session.accessToken")
                        .entity(String.class)
                        .get());
        var placed = mary.placeOrder("walk-1", Map.of(product, 3));
        placed.path("placeOrder.order.total.amount").entity(String.class).isEqualTo("239.97");
        var order = placed.path("placeOrder.order.id").entity(String.class).get();
        mary.run(
                        "query ($id: ID!) { order(by: {id: $id}) { status user { username } lines { product { name } } } }",
                        Map.of("id", order))
                .path("order.lines[0].product.name")
                .entity(String.class)
                .isEqualTo("Dotted notebook");
        for (var step : List.of("confirmOrder", "shipOrder", "deliverOrder")) {
            staff.mutate(step, Map.of("orderId", order, "idempotencyKey", step), "order { status }")
                    .path(step + ".userErrors")
                    .entityList(Object.class)
                    .hasSize(0);
        }
        staff.run(
                        "query ($f: OrderFilter) { orders(filter: $f) { totalCount nodes { status } } }",
                        Map.of("f", Map.of("userId", mary.myId())))
                .path("orders.nodes[*].status")
                .entityList(String.class)
                .containsExactly("DELIVERED");
        assertThat(get("/actuator/health")).contains("\"UP\"");
    }

    @Test
    void queries_are_answered_over_a_websocket_too() {
        var tester = WebSocketGraphQlTester.builder(
                        URI.create("ws://localhost:%d/graphql".formatted(shop.port())), new StandardWebSocketClient())
                .build();
        try {
            tester.document("{ apiInfo { name version } }")
                    .execute()
                    .path("apiInfo.name")
                    .entity(String.class)
                    .isEqualTo("Daybook");
        } finally {
            tester.stop().block();
        }
    }

    @Test
    void requests_that_no_client_should_send_are_refused_with_a_code() {
        assertThat(codes(shop.anonymous().run("{ nonsense }"))).containsExactly("BAD_REQUEST");
        assertThat(codes(shop.anonymous().run("{ products(first: 101) { nodes { id } } }")))
                .containsExactly("BAD_REQUEST");
        var nested = "{ categories " + "{ children ".repeat(12) + "{ id }" + " }".repeat(12) + " }";
        assertThat(codes(shop.anonymous().run(nested))).containsExactly("QUERY_TOO_COMPLEX");
    }

    @Test
    void graphiql_works_without_any_other_network() throws Exception {
        var required = "true".equals(System.getenv("CI"));
        var found = GraphiQlBrowser.open(data.resolve("browser"));
        assumeThat(required || found.isPresent())
                .as("Chromium and its driver are installed")
                .isTrue();
        try (var browser = found.orElseThrow()) {
            browser.visit(shop.address());
            assertThat(browser.logIn("ada", "Daybook-demo-1")).contains("ada");
            assertThat(browser.execute()).contains("\"products\"").contains("\"amount\"");
            browser.showExample("PlaceOrder");
            assertThat(browser.execute()).contains("\"PENDING\"");
            browser.showExample("StockAsItChanges");
            browser.press();
            var staff = signIn("grace");
            await().until(() -> {
                receive(staff);
                return browser.answer().contains("\"stockChanged\"");
            });
            browser.press();
            browser.saveScreenshot(Path.of("target", "graphiql.png"));
            assertThat(browser.severeErrors()).isEmpty();
        }
    }

    /** One more piece of the first product. */
    private static void receive(Client staff) {
        var product = staff.run("{ products(first: 1) { nodes { id } } }")
                .path("products.nodes[0].id")
                .entity(String.class)
                .get();
        staff.mutate(
                "adjustStock",
                Map.of(
                        "productId",
                        product,
                        "delta",
                        1,
                        "reason",
                        "delivery",
                        "idempotencyKey",
                        UUID.randomUUID().toString()),
                "product { id }");
    }

    private static Client signIn(String username) {
        return shop.anonymous().logIn(username, "Daybook-demo-1");
    }

    private static String get(String path) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create(shop.address() + path))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
        }
    }
}
