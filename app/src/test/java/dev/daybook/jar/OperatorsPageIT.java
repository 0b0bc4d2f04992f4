package dev.daybook.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.PreparedData;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the operators' page in a browser: administrators may act, staff may read, and customers see nothing. */
@Order(2) // Of the longest: begun last, it would run alone.
class OperatorsPageIT {
    private static final String PASSWORD = "Daybook-demo-1";

    @TempDir
    static Path data;

    private static JarProcess shop;

    @TempDir
    Path profile;

    private OperatorsBrowser page;

    @BeforeAll
    static void open() {
        shop = JarProcess.open(PreparedData.in(data), Map.of());
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @BeforeEach
    void openPage() {
        var required = "true".equals(System.getenv("CI"));
        var found = OperatorsBrowser.open(profile, shop.port());
        assumeThat(required || found.isPresent())
                .as("Chromium and its driver are installed")
                .isTrue();
        page = found.orElseThrow();
    }

    @AfterEach
    void closePage() {
        try (var closing = page) {
            assertThat(closing.severeErrors()).isEmpty();
        }
    }

    @Test
    void an_administrator_sees_that_a_projection_equals_its_events() {
        page.logIn("margaret", PASSWORD);
        var projection = aProjectionWithRows();
        page.verify(projection);
        page.awaitRun(projection, "Last verification", "Equals its events");
    }

    @Test
    void an_administrator_rebuilds_a_projection_and_has_the_same_rows() {
        page.logIn("margaret", PASSWORD);
        var projection = aProjectionWithRows();
        page.rebuild(projection);
        page.awaitRun(projection, "Last rebuild", "Rebuilt");
        assertThat(page.rowsOf(projection)).isPositive();
    }

    @Test
    void a_new_order_appears_and_its_timeline_goes_on_with_it() throws Exception {
        page.logIn("grace", PASSWORD);
        page.awaitAnyEvent();
        var before = headPosition();
        var ada = shop.anonymous().logIn("ada", PASSWORD);
        var placed = ada.placeOrder("seen-by-the-operator", Map.of(aProduct(), 1));
        var order = placed.path("placeOrder.order.id").entity(String.class).get();
        var number = placed.path("placeOrder.order.number").entity(String.class).get();

        page.openEvent("ordering.OrderPlaced", before);
        assertThat(page.openPayload()).contains(number);
        page.awaitStep(number, "Placed");

        shop.anonymous()
                .logIn("grace", PASSWORD)
                .mutate("confirmOrder", Map.of("orderId", order, "idempotencyKey", "confirmed"), "order { status }");
        page.awaitStep(number, "Confirmed");
        assertThat(page.stepsInWords()).contains("Placed", "by ada", "Confirmed", "by grace");
        page.saveScreenshot("operations.png");
    }

    @Test
    void staff_look_on_and_are_told_who_may_do_more() {
        page.logIn("grace", PASSWORD);
        for (var projection : page.awaitProjections()) {
            assertThat(page.mayChange(projection)).as(projection).isFalse();
        }
        assertThat(page.explanation()).contains("ADMIN");
    }

    @Test
    void a_customer_is_told_that_the_page_is_for_staff() {
        page.logIn("ada", PASSWORD);
        assertThat(page.awaitWelcome("ada")).contains("for staff only");
        assertThat(page.showsAnything()).isFalse();
    }

    @Test
    void it_fits_a_phone_and_is_dark_where_that_is_preferred() throws Exception {
        page.becomePhone();
        page.preferDark();
        assertThat(page.overflow()).isZero();
        page.logIn("margaret", PASSWORD);
        page.awaitProjections();
        page.awaitAnyEvent();
        assertThat(page.overflow()).isZero();
        assertThat(page.faults()).isEmpty();
        assertThat(page.lightOfTheBackground()).isLessThan(80);
        page.saveScreenshot("operations-phone.png");
    }

    @Test
    void axe_finds_nothing_serious_on_a_light_desktop() {
        page.logIn("margaret", PASSWORD);
        page.awaitProjections();
        page.awaitAnyEvent();
        page.awaitCharts(5);
        assertThat(page.faults()).isEmpty();
        assertThat(page.overflow()).isZero();
    }

    @Test
    void what_is_wrong_comes_first_on_a_phone() {
        var projection = shop.anonymous()
                .logIn("margaret", PASSWORD)
                .run("{ projections { name } }")
                .path("projections[0].name")
                .entity(String.class)
                .get();
        page.letVerificationsFail();
        page.becomePhone();
        page.logIn("margaret", PASSWORD);
        page.awaitProjections();
        page.verify(projection);
        page.awaitRun(projection, "Last verification", "Equals its events");
        page.logOut();
        page.logIn("margaret", PASSWORD);
        page.awaitFirst("Failed");
        page.awaitFirst(projection);
    }

    @Test
    void a_session_goes_on_while_the_page_is_open() {
        page.logIn("grace", PASSWORD);
        page.awaitAnyEvent();
        var spent = page.accessToken();
        page.letTheTokenExpire();
        page.awaitAccessTokenOtherThan(spent);
        assertThat(page.who()).contains("grace");
        assertThat(page.showsAnything()).isTrue();
    }

    @Test
    void the_other_pages_are_a_link_away() {
        assertThat(page.awaitPages())
                .satisfiesExactly(
                        storefront -> assertThat(storefront).endsWith(shop.port() + "/"),
                        graphiQl -> assertThat(graphiQl).contains("/graphiql"));
    }

    private String aProjectionWithRows() {
        return page.awaitProjections().stream()
                .filter(projection -> page.rowsOf(projection) > 0)
                .findFirst()
                .orElseThrow();
    }

    private static String aProduct() {
        return shop.anonymous()
                .run("{ products(first: 100) { nodes { id availability } } }")
                .path("products.nodes[?(@.availability == 'IN_STOCK')].id")
                .entityList(String.class)
                .get()
                .getFirst();
    }

    private static long headPosition() {
        return shop.anonymous()
                .logIn("grace", PASSWORD)
                .run("{ systemHealth { eventStore { headPosition } } }")
                .path("systemHealth.eventStore.headPosition")
                .entity(Long.class)
                .get();
    }
}
