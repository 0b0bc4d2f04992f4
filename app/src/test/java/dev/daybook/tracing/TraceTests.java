package dev.daybook.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.JsonLog;
import dev.daybook.support.Node;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Scrape;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.support.TraceReceiver;
import dev.daybook.support.TraceReceiver.Received;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests the spans that a collector receives from a shop, each in the trace that a client has begun. */
@SecondLane
class TraceTests {
    private static final TraceReceiver RECEIVER = new TraceReceiver();
    private static final String SCRAPE_TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String ORDER = """
            mutation Buy($input: PlaceOrderInput!) {
              placeOrder(input: $input) { order { id user { username } } userErrors { message } } }""";

    private static Node node;
    private static Shop shop;
    private static Client ada;
    private static String notebook;

    @BeforeAll
    static void a_shop_that_is_traced() {
        node = Node.ofNewShop(Stream.concat(
                        Stream.of(RECEIVER.settingsOf("first")),
                        Stream.of("--daybook.metrics.scrape-token=" + SCRAPE_TOKEN))
                .toArray(String[]::new));
        shop = node.shop();
        notebook = shop.newProduct(10);
        ada = shop.newCustomer("ada_lovelace");
    }

    @AfterAll
    static void it_closes() {
        node.close();
        RECEIVER.close();
    }

    @Test
    void a_trace_leads_from_the_request_of_a_client_to_the_subscriber_on_another_node() {
        var trace = newTrace();
        try (var second = Node.beside(node, RECEIVER.settingsOf("second"))) {
            ask(second.as(ada), trace, ORDER, order(1, newKey()));
        }
        var command = "POST /graphql > mutation Buy > PlaceOrder";
        await().untilAsserted(() -> assertThat(pathsOf(trace))
                .contains(
                        "POST /graphql",
                        "POST /graphql > mutation Buy",
                        "POST /graphql > mutation Buy > SELECT",
                        command,
                        command + " > ReserveStock > WITH",
                        command + " > append events",
                        command + " > append events > orders OrderPlaced",
                        command + " > append events > WITH",
                        command + " > notification-sender OrderPlaced > SendNotification > append events > WITH"));
        assertThat(RECEIVER.of(trace))
                .allSatisfy(span -> assertThat(span.node())
                        .isEqualTo(RECEIVER.pathTo(span).contains("notification-sender") ? "first" : "second"));
        var correlation = lastOf("ordering.OrderPlaced", "correlationId");
        assertThat(RECEIVER.of(trace).filter(span -> span.attributes().containsKey("daybook.correlation_id")))
                .hasSizeGreaterThan(4)
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("daybook.correlation_id", correlation));
        assertThat(lastOf("ordering.OrderPlaced", "traceparent")).matches("00-" + trace + "-[0-9a-f]{16}-01");
    }

    @Test
    void a_refusal_is_told_by_its_code_alone() {
        var trace = newTrace();
        ask(ada, trace, ORDER, order(1_000, newKey()));
        await().untilAsserted(() -> assertThat(named("mutation Buy", trace)).hasSize(1));
        assertThat(named("mutation Buy", trace))
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("error.type", "INSUFFICIENT_STOCK"));
        assertThat(named("PlaceOrder", trace))
                .isNotEmpty()
                .allSatisfy(span -> assertThat(span.attributes()).containsEntry("error.type", "OrderRefused"));
        assertThat(RECEIVER.of(trace)).allSatisfy(span -> assertThat(span.all()).doesNotContain("events {"));
    }

    @Test
    void a_failure_is_found_in_the_log_by_its_trace() {
        var trace = newTrace();
        try (var log = new JsonLog()) {
            rename("order_lines", "lines_away");
            try {
                assertThat(ask(ada, trace, ORDER, order(1, newKey())).codes()).containsExactly("INTERNAL");
            } finally {
                rename("lines_away", "order_lines");
            }
            assertThat(log.having("in field /placeOrder", "traceId", trace))
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsKeys("spanId", "correlationId"));
        }
        await().untilAsserted(() -> assertThat(named("mutation Buy", trace)).hasSize(1));
        assertThat(named("mutation Buy", trace).getFirst().attributes()).containsEntry("error.type", "INTERNAL");
        assertThat(RECEIVER.of(trace).map(span -> span.attributes().get("error.type")))
                .contains("42P01");
    }

    @Test
    void no_span_has_a_value_that_somebody_has_sent() {
        var trace = newTrace();
        var key = newKey();
        ask(
                shop.anonymous(),
                trace,
                "mutation ($input: RegisterUserInput!) { registerUser(input: $input) { user { id } } }",
                Map.of(
                        "username",
                        "grace_hopper",
                        "email",
                        "grace@navy.example",
                        "password",
                        "Nanosecond-1",
                        "fullName",
                        "Grace Brewster Murray"));
        ask(
                shop.anonymous(),
                trace,
                "mutation { logIn(input: {login: \"grace@navy.example\", password: \"Wrong-Word-9\"}) { userErrors { code } } }",
                Map.of());
        ask(ada, trace, ORDER, order(1, key));
        RawAnswer.ask(
                shop.staff(),
                "query ($text: String!) { users(filter: {search: $text}) { nodes { email } } }",
                Map.of("text", "hopper"),
                "traceparent",
                parentOf(trace));
        await().untilAsserted(() -> assertThat(named("query users", trace)).hasSize(1));
        await().untilAsserted(() -> assertThat(named("SendNotification", trace)).hasSize(1));
        var statements = RECEIVER.of(trace)
                .flatMap(span -> Stream.ofNullable(span.attributes().get("db.query.text")))
                .toList();
        assertThat(statements)
                .anyMatch(sql -> sql.contains("containing(?)"))
                .anyMatch(sql -> sql.contains("domain_events"));
        assertThat(RECEIVER.spans())
                .allSatisfy(span -> assertThat(span.all())
                        .doesNotContainIgnoringCase("hopper")
                        .doesNotContain(
                                "grace@navy",
                                "Nanosecond-1",
                                "Wrong-Word-9",
                                "Grace Brewster",
                                "ada_lovelace",
                                "Order Street",
                                key,
                                Objects.requireNonNull(ada.accessToken())));
    }

    @Test
    void what_a_client_does_not_want_recorded_is_not_and_leaves_nothing_in_the_log() {
        var trace = newTrace();
        RawAnswer.ask(
                ada,
                ORDER,
                Map.of("input", order(1, newKey())),
                "traceparent",
                parentOf(trace).replaceFirst("01$", "00"));
        var later = newTrace();
        ask(ada, later, "{ apiInfo { name } }", Map.of());
        await().untilAsserted(() -> assertThat(named("query apiInfo", later)).hasSize(1));
        assertThat(RECEIVER.of(trace)).isEmpty();
        assertThat(node.bean(JdbcClient.class)
                        .sql("select count(*) from domain_events where metadata ->> 'traceparent' like ?")
                        .param("00-" + trace + "%")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void a_rebuild_is_a_span_of_the_mutation_that_has_begun_it() {
        var trace = newTrace();
        ask(
                shop.admin(),
                trace,
                "mutation ($input: ProjectionInput!) { rebuildProjection(input: $input) { run { id } } }",
                Map.of("name", "stock"));
        await().untilAsserted(() ->
                assertThat(pathsOf(trace)).contains("POST /graphql > mutation rebuildProjection > rebuild stock"));
    }

    @Test
    void an_exemplar_belongs_to_a_bucket_or_a_counter_since_older_versions_of_Prometheus_take_no_other()
            throws Exception {
        ask(ada, newTrace(), ORDER, order(1, newKey()));
        var metrics = Scrape.openMetrics(node.anonymous().address(), SCRAPE_TOKEN);
        assertThat(metrics.lines().filter(line -> line.contains(" # {")))
                .isNotEmpty()
                .allMatch(line -> line.matches("\\w+_(bucket|total)\\b.*"));
    }

    private static RawAnswer ask(Client client, String trace, String document, Map<String, ?> input) {
        return RawAnswer.ask(client, document, Map.of("input", input), "traceparent", parentOf(trace));
    }

    private static Map<String, Object> order(int quantity, String key) {
        var order = new HashMap<String, Object>();
        order.put("lines", List.of(Map.of("productId", notebook, "quantity", quantity)));
        order.put("shippingAddress", "5 Order Street");
        order.put("idempotencyKey", key);
        return order;
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static String newTrace() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    private static String parentOf(String trace) {
        return "00-" + trace + "-00f067aa0ba902b7-01";
    }

    private static List<String> pathsOf(String trace) {
        return RECEIVER.of(trace).map(RECEIVER::pathTo).toList();
    }

    private static List<Received> named(String name, String trace) {
        return RECEIVER.of(trace).filter(span -> span.name().equals(name)).toList();
    }

    private static void rename(String table, String to) {
        node.bean(JdbcClient.class)
                .sql("alter table %s rename to %s".formatted(table, to))
                .update();
    }

    private static String lastOf(String type, String key) {
        return node.bean(JdbcClient.class)
                .sql("select metadata ->> ? from domain_events where type = ? order by position desc limit 1")
                .params(key, type)
                .query(String.class)
                .single();
    }
}
