package dev.daybook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.RawAnswer;
import dev.daybook.support.Scrape;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ShopTest
class MetricsTests {
    private static final Path GUIDE = Path.of("../docs/operations/observability.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(daybook_\\w+)` \\| (\\w+) \\| ?([^|]*) ?\\|");

    @Autowired
    Shop shop;

    @ParameterizedTest
    @CsvSource({"/actuator/prometheus, 200", "/actuator/sbom, 403", "/actuator, 403"})
    void staff_and_who_has_the_scrape_token_see_the_metrics_and_only_an_administrator_the_rest(String path, int shown)
            throws Exception {
        assertThat(status(path, null)).isEqualTo(401);
        assertThat(status(path, "no-token-of-anybody")).isEqualTo(401);
        assertThat(status(path, shop.newCustomer().accessToken())).isEqualTo(403);
        assertThat(status(path, ShopTest.SCRAPE_TOKEN)).isEqualTo(shown);
        assertThat(status(path, shop.staff().accessToken())).isEqualTo(shown);
        assertThat(status(path, shop.admin().accessToken())).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness"})
    void probes_need_no_token(String path) throws Exception {
        assertThat(status(path, null)).isEqualTo(200);
    }

    @Test
    void the_scrape_token_opens_nothing_else() {
        var answer = RawAnswer.ask(shop.anonymous().with(ShopTest.SCRAPE_TOKEN), "{ apiInfo { name } }", Map.of());
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.codes()).containsExactly("UNAUTHENTICATED");
    }

    @Test
    void a_command_is_counted_by_its_outcome_with_its_events_and_projections() throws Exception {
        var notebook = shop.newProduct(1);
        var ada = shop.newCustomer();
        var before = scrape();
        var key = UUID.randomUUID().toString();
        ada.placeOrder(key, Map.of(notebook, 1));
        ada.placeOrder(key, Map.of(notebook, 1));
        ada.placeOrder(UUID.randomUUID().toString(), Map.of(notebook, 1));
        var after = scrape();
        assertThat(increase(
                        before,
                        after,
                        "daybook_commands_seconds_count",
                        "command",
                        "PlaceOrder",
                        "outcome",
                        "accepted",
                        "code",
                        "none"))
                .isEqualTo(1);
        assertThat(increase(
                        before,
                        after,
                        "daybook_commands_seconds_count",
                        "command",
                        "PlaceOrder",
                        "outcome",
                        "replayed"))
                .isEqualTo(1);
        assertThat(increase(
                        before,
                        after,
                        "daybook_commands_seconds_count",
                        "command",
                        "PlaceOrder",
                        "outcome",
                        "refused",
                        "code",
                        "ShortOfStock"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_events_appended_total", "type", "ordering.OrderPlaced"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_projections_seconds_count", "projection", "orders"))
                .isEqualTo(1);
    }

    @Test
    void an_operation_is_timed_by_its_name_its_type_and_the_code_of_its_error() throws Exception {
        var before = scrape();
        shop.anonymous().run("query WhatTagsAreThere { tags { name } }");
        RawAnswer.ask(shop.anonymous(), "query WhatTagsAreThere { operationLoad { since } }", Map.of());
        RawAnswer.ask(shop.anonymous(), "query WhatTagsAreThere { nonsense }", Map.of());
        var after = scrape();
        var count = "daybook_graphql_operations_seconds_count";
        assertThat(increase(before, after, count, "operation", "WhatTagsAreThere", "type", "query", "code", "none"))
                .isEqualTo(1);
        assertThat(increase(
                        before,
                        after,
                        count,
                        "operation",
                        "WhatTagsAreThere",
                        "type",
                        "query",
                        "code",
                        "UNAUTHENTICATED"))
                .isEqualTo(1);
        assertThat(increase(before, after, count, "operation", "unknown", "code", "BAD_REQUEST"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_graphql_cost_sum", "operation", "WhatTagsAreThere"))
                .isGreaterThan(20);
    }

    @Test
    void log_ins_sessions_and_refusals_are_counted() throws Exception {
        var name = shop.unique("ada");
        shop.newCustomer(name);
        var before = scrape();
        shop.anonymous().logIn(name, Shop.PASSWORD);
        RawAnswer.ask(
                shop.anonymous(),
                "mutation ($login: String!) { logIn(input: {login: $login, password: \"wrong\"}) { session { accessToken } } }",
                Map.of("login", name));
        RawAnswer.ask(shop.anonymous().with("no-token-of-anybody"), "{ apiInfo { name } }", Map.of());
        RawAnswer.post(shop.anonymous(), "x".repeat(100_000));
        var after = scrape();
        assertThat(increase(before, after, "daybook_log_ins_total", "outcome", "succeeded"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_log_ins_total", "outcome", "wrong"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_sessions_total", "change", "opened"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_refusals_total", "kind", "tokens"))
                .isEqualTo(1);
        assertThat(increase(before, after, "daybook_refusals_total", "kind", "requests"))
                .isEqualTo(1);
    }

    @Test
    void a_verification_is_timed_and_tells_that_nothing_differs() throws Exception {
        var before = scrape();
        verify(shop.admin());
        await().until(() -> increase(
                        before,
                        scrape(),
                        "daybook_projection_runs_seconds_count",
                        "projection",
                        "categories",
                        "kind",
                        "verify",
                        "outcome",
                        "succeeded")
                == 1);
        await().untilAsserted(() -> assertThat(
                        scrape().value("daybook_projection_differing_rows", "projection", "categories"))
                .isZero());
    }

    @Test
    void the_log_is_followed_to_its_end() throws Exception {
        shop.newNotebook(0);
        await().untilAsserted(() -> {
            var scrape = scrape();
            assertThat(scrape.value("daybook_log_horizon")).isPositive().isEqualTo(scrape.value("daybook_log_drawn"));
            assertThat(scrape.value("daybook_log_horizon_age_seconds")).isLessThan(5);
            assertThat(scrape.value("daybook_subscriber_late")).isZero();
            assertThat(scrape.value("daybook_subscriber_failing")).isZero();
        });
    }

    @Test
    void every_metric_stands_in_the_guide_with_its_type_and_its_tags() throws Exception {
        var name = shop.unique("ada");
        shop.newCustomer(name).newOrder(shop.newProduct(1));
        shop.anonymous().logIn(name, Shop.PASSWORD);
        verify(shop.admin());
        await().untilAsserted(() -> assertThat(scrape().value("daybook_projection_runs_seconds_count"))
                .isPositive());
        assertThat(families(scrape())).isEqualTo(documented());
    }

    /** Type and tags of each metric of our own, as the scraper is told. */
    private static Map<String, String> families(Scrape scrape) {
        var families = new TreeMap<String, String>();
        scrape.types().forEach((name, type) -> {
            if (name.startsWith("daybook_") && !isOfTimer(name, scrape)) {
                families.put(name, type + " " + scrape.tags(name));
            }
        });
        return families;
    }

    /** The maximum, which comes with each histogram and summary. */
    private static boolean isOfTimer(String name, Scrape scrape) {
        return name.endsWith("_max")
                && !"gauge".equals(scrape.types().getOrDefault(name.replaceFirst("_max$", ""), "gauge"));
    }

    private static Map<String, String> documented() throws IOException {
        return ROW.matcher(Files.readString(GUIDE))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1),
                        row -> row.group(2)
                                + " "
                                + Stream.of(row.group(3).split("\\W+"))
                                        .filter(tag -> !tag.isEmpty())
                                        .collect(Collectors.toCollection(TreeSet::new)),
                        (one, _) -> one,
                        TreeMap::new));
    }

    private static void verify(Client admin) {
        admin.mutate("verifyProjection", Map.of("name", "categories"), "run { id }");
    }

    private Scrape scrape() throws IOException, InterruptedException {
        return Scrape.of(shop.anonymous().address(), ShopTest.SCRAPE_TOKEN);
    }

    private int status(String path, @Nullable String token) throws IOException, InterruptedException {
        return Scrape.get(shop.anonymous().address() + path, token).statusCode();
    }

    private static double increase(Scrape before, Scrape after, String name, String... labels) {
        return after.value(name, labels) - before.value(name, labels);
    }
}
