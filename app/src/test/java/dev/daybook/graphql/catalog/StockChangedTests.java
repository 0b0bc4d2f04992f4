package dev.daybook.graphql.catalog;

import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.Daybook;
import dev.daybook.catalog.stock.StockCommand.AdjustStock;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import dev.daybook.support.Sockets;
import dev.daybook.support.Sse;
import dev.daybook.support.TestDatabase;
import dev.daybook.users.Role;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The subscription, over a WebSocket and over server-sent events. */
@ShopTest
class StockChangedTests {
    private static final String ALL = "subscription { stockChanged { id stock { available } availability } }";
    private static final String SOME =
            "subscription ($ids: [ID!]) { stockChanged(productIds: $ids) { id stock { available } availability } }";

    @Autowired
    Shop shop;

    @Autowired
    LiveLog liveLog;

    @Autowired
    Commands commands;

    private final List<Sse> subscriptions = new ArrayList<>();
    private CatalogDriver catalog;

    @BeforeEach
    void open() {
        catalog = shop.catalog();
        nobodyListens();
    }

    @AfterEach
    void no_listener_is_left() throws Exception {
        for (var subscription : subscriptions) {
            subscription.close();
        }
        nobodyListens();
    }

    private void nobodyListens() {
        await().until(() -> liveLog.listeners() == 0);
    }

    @Test
    void each_change_of_what_is_available_is_told_once_and_in_order() throws Exception {
        var notebook = shop.newProduct(5);
        var pencil = shop.newProduct(5);
        var some = subscribe(shop.anonymous(), SOME, Map.of("ids", List.of(notebook)));
        var all = subscribe(shop.anonymous(), ALL, Map.of());
        catalog.adjust(notebook, 1, "more");
        assertThat(told(some)).isEqualTo(notebook + " 6 LOW_STOCK");
        assertThat(told(all)).isEqualTo(notebook + " 6 LOW_STOCK");
        catalog.adjust(pencil, 1, "more");
        assertThat(told(all)).isEqualTo(pencil + " 6 LOW_STOCK");
        catalog.update(notebook, Map.of("lowStockThreshold", 2));
        assertThat(told(some)).isEqualTo(notebook + " 6 IN_STOCK");
        var ada = shop.newCustomer();
        var order = ada.newOrder(notebook);
        assertThat(told(some)).isEqualTo(notebook + " 5 IN_STOCK");
        shop.staff().mutate("confirmOrder", Map.of("orderId", order, "idempotencyKey", "c"), "order { id }");
        shop.staff().mutate("shipOrder", Map.of("orderId", order, "idempotencyKey", "s"), "order { id }");
        catalog.adjust(notebook, -5, "lost");
        assertThat(told(some)).as("what left the house was not available").isEqualTo(notebook + " 0 OUT_OF_STOCK");
        assertThat(some.waiting()).isZero();
    }

    @Test
    void a_web_socket_tells_the_same() {
        var notebook = shop.newProduct(5);
        var grace = Sockets.of(shop.staff());
        try {
            var told = new ArrayList<Integer>();
            var before = liveLog.listeners();
            var subscription = grace.document(
                            "subscription ($ids: [ID!]) { stockChanged(productIds: $ids) { stock { onHand } } }")
                    .variable("ids", List.of(notebook))
                    .executeSubscription()
                    .toFlux("stockChanged.stock.onHand", Integer.class)
                    .subscribe(told::add);
            await().until(() -> liveLog.listeners() == before + 1);
            catalog.adjust(notebook, 1, "more");
            catalog.adjust(notebook, 1, "more");
            await().untilAsserted(() -> assertThat(told).endsWith(7));
            subscription.dispose();
            await().until(() -> liveLog.listeners() == before);
        } finally {
            grace.stop().block();
        }
    }

    @Test
    void stock_changes_of_invisible_products_are_not_delivered() throws Exception {
        var hidden = catalog.newProduct(Map.of("active", false));
        var shown = shop.newProduct(5);
        var anonymous = subscribe(shop.anonymous(), ALL, Map.of());
        var joan = shop.newUser(Role.STAFF);
        var staff = subscribe(joan, ALL, Map.of());
        catalog.adjust(hidden, 1, "more");
        catalog.adjust(shown, 1, "more");
        assertThat(told(staff)).startsWith(hidden);
        assertThat(told(staff)).startsWith(shown);
        assertThat(told(anonymous)).startsWith(shown);
        shop.admin().mutate("deactivateUser", Map.of("userId", joan.myId()), "user { id }");
        catalog.adjust(hidden, 1, "more");
        catalog.adjust(shown, 1, "more");
        assertThat(codeOf(staff)).as("no longer one of the staff").isEqualTo("UNAUTHENTICATED");
        assertThat(codeOf(subscribeUnheard(shop.anonymous(), SOME, Map.of("ids", List.of(hidden)))))
                .isEqualTo("BAD_REQUEST");
    }

    @Test
    void an_impossible_subscription_is_refused() throws Exception {
        var unknown = new GlobalId("Product", UUID.randomUUID()).toString();
        for (var ids : List.of(
                List.of(),
                List.of("nonsense"),
                List.of(unknown),
                Stream.generate(() -> unknown).limit(101).toList())) {
            assertThat(codeOf(subscribeUnheard(shop.anonymous(), SOME, Map.of("ids", ids))))
                    .isEqualTo("BAD_REQUEST");
        }
        var forStaff = "subscription { stockChanged { stock { onHand } } }";
        assertThat(codeOf(subscribeUnheard(shop.anonymous(), forStaff, Map.of())))
                .isEqualTo("UNAUTHENTICATED");
        assertThat(codeOf(subscribeUnheard(shop.newCustomer(), forStaff, Map.of())))
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void an_event_stream_of_a_query_says_why_it_is_refused() throws Exception {
        for (var document :
                List.of("{ apiInfo { name } }", "subscription { stockChanged { nonsense } }", "subscription {")) {
            assertThat(codeOf(subscribeUnheard(shop.anonymous(), document, Map.of())))
                    .as(document)
                    .isEqualTo("BAD_REQUEST");
        }
        var dear = "subscription { stockChanged { "
                + IntStream.range(0, 10)
                        .mapToObj(i ->
                                "c%d: category { products(first: 100) { nodes { category { products(first: 100) { nodes { id } } } } } }"
                                        .formatted(i))
                        .collect(Collectors.joining(" "))
                + " } }";
        assertThat(codeOf(subscribeUnheard(shop.anonymous(), dear, Map.of()))).isEqualTo("QUERY_TOO_COMPLEX");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/event-stream",
                "text/event-stream;q=1, application/json;q=0.5",
                "application/json, text/event-stream;q=0.1",
                "application/graphql-response+json, application/json, text/event-stream, multipart/mixed",
                "text/event-stream, */*;q=0.1",
            })
    void a_subscription_that_is_posted_becomes_events_wherever_they_are_taken(String accept) throws Exception {
        var notebook = shop.newNotebook(5);
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.sendAsync(posted(ALL, accept), BodyHandlers.ofLines());
            await().until(() -> liveLog.listeners() == 1);
            commands.send(new AdjustStock(notebook, 1, "more"), new Actor.System("test"));
            try (var lines = answer.get(20, TimeUnit.SECONDS).body()) {
                assertThat(answer.get().headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/event-stream");
                assertThat(lines.filter(line -> line.startsWith("data:{"))
                                .findFirst()
                                .orElseThrow())
                        .contains("\"available\":6");
            }
            http.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "",
                "application/graphql-response+json",
                "application/json, text/event-stream;q=0",
                "application/json, text/*, text/event-stream;q=0",
            })
    void a_subscription_that_is_posted_where_no_events_are_taken_is_told_how_to_begin(String accept) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.sendAsync(posted(ALL, accept), BodyHandlers.ofString()).get(20, TimeUnit.SECONDS);
            assertThat(answer.body())
                    .contains("\"code\":\"BAD_REQUEST\"", "Accept: text/event-stream")
                    .doesNotContain("upstreamPublisher", "\"data\"");
            assertThat(answer.statusCode()).isEqualTo(accept.contains("graphql-response") ? 400 : 200);
        }
        assertThat(liveLog.listeners()).isZero();
    }

    private HttpRequest posted(String document, String accept) {
        var request = HttpRequest.newBuilder(URI.create(shop.anonymous().address() + "/graphql"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(new JsonMapper().writeValueAsString(Map.of("query", document))));
        return accept.isEmpty()
                ? request.build()
                : request.header("Accept", accept).build();
    }

    @Test
    void a_field_for_staff_ends_the_subscription_when_the_role_is_lost() throws Exception {
        var notebook = shop.newProduct(5);
        var joan = shop.newUser(Role.STAFF);
        var mary = shop.newUser(Role.STAFF);
        var onHand = "subscription { stockChanged { stock { onHand } } }";
        var deactivated = subscribe(joan, onHand, Map.of());
        var demoted = subscribe(mary, onHand, Map.of());
        catalog.adjust(notebook, 1, "more");
        for (var subscription : List.of(deactivated, demoted)) {
            assertThat(subscription.next().at("/data/stockChanged/stock/onHand").asInt())
                    .isEqualTo(6);
        }
        shop.admin().mutate("deactivateUser", Map.of("userId", joan.myId()), "user { id }");
        shop.admin().mutate("changeUserRole", Map.of("userId", mary.myId(), "role", "CUSTOMER"), "user { id }");
        catalog.adjust(notebook, 1, "more");
        assertThat(codeOf(deactivated)).isEqualTo("UNAUTHENTICATED");
        assertThat(codeOf(demoted)).isEqualTo("FORBIDDEN");
        await().until(() -> liveLog.listeners() == 0);
    }

    @Test
    void fields_for_staff_are_hidden_as_soon_as_the_role_is_lost() throws Exception {
        var shelf = catalog.newCategory(null);
        var notebook = catalog.newProduct(Map.of("categoryId", shelf));
        catalog.newProduct(Map.of("categoryId", shelf, "active", false));
        var mary = shop.newUser(Role.STAFF);
        var subscription = subscribe(
                mary, "subscription { stockChanged { category { products(first: 5) { nodes { id } } } } }", Map.of());
        catalog.adjust(notebook, 1, "more");
        assertThat(subscription.next().at("/data/stockChanged/category/products/nodes"))
                .hasSize(2);
        shop.admin().mutate("changeUserRole", Map.of("userId", mary.myId(), "role", "CUSTOMER"), "user { id }");
        catalog.adjust(notebook, 1, "more");
        assertThat(subscription.next().at("/data/stockChanged/category/products/nodes"))
                .hasSize(1);
    }

    @Test
    void a_listener_gets_every_concurrent_change_of_both_nodes() throws Exception {
        var products = IntStream.range(0, 4).mapToObj(_ -> shop.newNotebook(0)).toList();
        try (var node = new SpringApplicationBuilder(Daybook.class)
                .properties("server.port=0", "daybook.demo=false")
                .run(TestDatabase.arguments())) {
            var there = Client.of(
                    "http://localhost:" + node.getEnvironment().getRequiredProperty("local.server.port"), null);
            var ids = products.stream()
                    .map(product -> new GlobalId("Product", product.value()).toString())
                    .toList();
            var here = subscribe(shop.anonymous(), SOME, Map.of("ids", ids));
            var away = Sse.subscribe(there, SOME, Map.of("ids", ids));
            subscriptions.add(away);
            await().until(() -> node.getBean(LiveLog.class).listeners() == 1);
            var nodes = List.of(node.getBean(Commands.class), commands);
            atOnce(200, i -> {
                nodes.get(i % 2).send(new AdjustStock(products.get(i % 4), 1, "one more"), new Actor.System("test"));
                return i;
            });
            for (var subscription : List.of(here, away)) {
                await().atMost(Duration.ofSeconds(20)).until(() -> subscription.waiting() == 200);
                assertThat(lastOf(subscription)).containsExactly(50, 50, 50, 50);
            }
        }
    }

    /** Returns the last delivered stock of each product, and asserts that it never decreased. */
    private static List<Integer> lastOf(Sse subscription) throws Exception {
        var last = new TreeMap<String, Integer>();
        while (subscription.waiting() > 0) {
            var product = subscription.next().at("/data/stockChanged");
            var available = product.at("/stock/available").asInt();
            last.merge(product.at("/id").asString(), available, (before, now) -> {
                assertThat(now).isGreaterThanOrEqualTo(before);
                return now;
            });
        }
        return List.copyOf(last.values());
    }

    private Sse subscribe(Client client, String document, Map<String, ?> variables) {
        var before = liveLog.listeners();
        var subscription = subscribeUnheard(client, document, variables);
        await().until(() -> liveLog.listeners() == before + 1);
        return subscription;
    }

    private Sse subscribeUnheard(Client client, String document, Map<String, ?> variables) {
        var subscription = Sse.subscribe(client, document, variables);
        subscriptions.add(subscription);
        return subscription;
    }

    private static String told(Sse subscription) throws InterruptedException {
        var product = subscription.next().at("/data/stockChanged");
        return "%s %d %s"
                .formatted(
                        product.at("/id").asString(),
                        product.at("/stock/available").asInt(),
                        product.at("/availability").asString());
    }

    private static String codeOf(Sse subscription) throws InterruptedException {
        return String.valueOf(subscription.nextCode());
    }
}
