package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.Client;
import dev.daybook.support.Node;
import dev.daybook.support.ThirdLane;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Newcomers use GraphiQL on the demo, in a browser. */
@TestInstance(Lifecycle.PER_CLASS)
@ThirdLane
class GraphiQlTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PASSWORD = "Daybook-demo-1";

    @TempDir
    static Path profiles;

    private final AtomicInteger visitors = new AtomicInteger();
    private Node demo;
    private GraphiQlBrowser page;

    @BeforeAll
    void fill() {
        demo = Node.ofNewShop("--daybook.demo=true");
    }

    @BeforeEach
    void visit() {
        page = openAt(demo);
    }

    @AfterEach
    void close() {
        assertThat(page.severeErrors()).isEmpty();
        page.close();
    }

    @AfterAll
    void closeShop() {
        demo.close();
    }

    /** As somebody who has never been there. */
    private GraphiQlBrowser openAt(Node shop) {
        var required = "true".equals(System.getenv("CI"));
        var found = GraphiQlBrowser.open(profiles.resolve("visitor" + visitors.incrementAndGet()));
        assumeThat(required || found.isPresent())
                .as("Chromium and its driver are installed")
                .isTrue();
        var opened = found.orElseThrow();
        opened.visit(shop.anonymous().address());
        return opened;
    }

    @ParameterizedTest
    @CsvSource({"Anybody,", "CUSTOMER, ada", "STAFF, grace", "ADMIN, margaret"})
    void every_example_runs_for_those_whom_it_is_for(String role, String username) {
        if (username != null) {
            page.signInAs(username);
        }
        var examples = page.examplesFor(role);
        assertThat(examples).isNotEmpty().doesNotHaveDuplicates();
        for (var example : examples) {
            page.showExample(example);
            var answer = JSON.readTree(page.isSubscription() ? follow() : page.execute());
            assertThat(answer.has("errors")).as("%s: %s", example, answer).isFalse();
            assertThat(answer.path("data").values())
                    .as("%s: %s", example, answer)
                    .allSatisfy(field -> {
                        assertThat(field.isNull()).isFalse();
                        assertThat(field.path("userErrors")).isEmpty();
                    });
        }
    }

    /** Lets things happen until the page has heard of one, and ends the subscription. */
    private String follow() {
        page.press();
        var ada = demo.anonymous().logIn("ada", PASSWORD);
        var product = firstProduct(ada);
        await().until(() -> {
            ada.placeOrder(UUID.randomUUID().toString(), Map.of(product, 1));
            return !page.answer().isBlank();
        });
        var answer = page.answer();
        page.press();
        return answer;
    }

    @Test
    void what_an_example_needs_and_the_shop_does_not_have_is_said_in_words() {
        page.showExample("PayOrder");
        assertThat(page.variables()).contains("sign in, run PlaceOrder");
        try (var empty = Node.ofNewShop("--daybook.demo=false");
                var visitor = openAt(empty)) {
            visitor.showExample("PlaceOrder");
            assertThat(visitor.variables()).contains("No product is in stock");
            visitor.showExample("LogIn");
            assertThat(visitor.variables()).contains("your password");
            assertThat(visitor.demoAccounts()).isEmpty();
            assertThat(visitor.severeErrors()).isEmpty();
        }
    }

    @Test
    void one_click_makes_somebody_else_of_the_visitor_of_a_demo() {
        assertThat(page.demoAccounts()).containsExactly("ada CUSTOMER", "grace STAFF", "margaret ADMIN");
        page.signInAs("grace");
        page.signInAs("ada");
        page.showExample("WhoAmI");
        assertThat(page.execute()).contains("\"username\": \"ada\"");
    }

    @Test
    void the_pages_lead_to_each_other() {
        assertThat(page.links()).containsExactly("Storefront", "Operations");
    }

    @Test
    void all_tabs_and_the_button_for_another_stay_in_reach() throws Exception {
        for (var role : List.of("Anybody", "CUSTOMER", "STAFF", "ADMIN")) {
            page.examplesFor(role).forEach(page::showExample);
        }
        var open = page.tabs();
        assertThat(open).hasSizeGreaterThan(15).doesNotHaveDuplicates();
        assertThat(page.hasAllTabsInReach()).isTrue();
        page.saveScreenshot(Path.of("target", "graphiql-tabs.png"));
        page.addTab();
        assertThat(page.tabs()).hasSize(open.size() + 1);
    }

    @Test
    void the_documentation_begins_with_the_words_of_the_shop() {
        page.toggle("Documentation Explorer");
        assertThat(page.awaitPane("Root Types")).containsPattern("Docs\\s+API of Daybook, a shop");
    }

    @Test
    void the_documentation_is_there_as_soon_as_somebody_signs_in_who_may_read_it() {
        try (var guarded = Node.beside(demo, "--daybook.introspection.admin-only=true");
                var visitor = openAt(guarded)) {
            visitor.toggle("Documentation Explorer");
            visitor.awaitPane("Error fetching schema");
            visitor.signInAs("margaret");
            visitor.awaitPane("Root Types");
        }
    }

    @Test
    void a_phone_shows_question_and_answer_on_one_screen() {
        page.becomePhone(664);
        page.visit(demo.anonymous().address());
        page.execute();
        assertThat(page.showsTheAnswer()).isTrue();
        page.toggle("Examples");
        page.showExample("Tree");
        page.execute();
        assertThat(page.showsTheAnswer()).isTrue();
    }

    @Test
    void axe_finds_nothing_serious_on_a_light_desktop_and_on_a_dark_phone() throws Exception {
        assertNoFaults("light-1280");
        page.becomePhone(844);
        page.preferDark();
        page.visit(demo.anonymous().address());
        assertNoFaults("dark-390");
    }

    private void assertNoFaults(String look) throws Exception {
        page.execute();
        page.saveScreenshot(Path.of("target", "graphiql-%s.png".formatted(look)));
        assertThat(page.faults()).as(look).isEmpty();
    }

    private static String firstProduct(Client client) {
        return client.run("{ products(first: 1) { nodes { id } } }")
                .path("products.nodes[0].id")
                .entity(String.class)
                .get();
    }
}
