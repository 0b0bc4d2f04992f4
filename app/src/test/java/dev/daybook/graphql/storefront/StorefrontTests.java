package dev.daybook.graphql.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.Node;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.Role;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;

/** Customers use the storefront in a browser, one after the other. */
@HonestShopTest
@TestInstance(Lifecycle.PER_CLASS)
@SecondLane
class StorefrontTests {
    @TempDir
    static Path profiles;

    @Autowired
    Shop shop;

    private Storefront page;

    @BeforeAll
    void open() {
        page = openAs("customer", shop.anonymous());
    }

    @BeforeEach
    void startOver() {
        page.startOver();
    }

    @AfterEach
    void nothing_was_wrong() {
        assertThat(page.severeErrors()).isEmpty();
    }

    @AfterAll
    void close() {
        page.close();
    }

    private static Storefront openAs(String profile, Client client) {
        var required = "true".equals(System.getenv("CI"));
        var found = Storefront.open(profiles.resolve(profile), client.address());
        assumeThat(required || found.isPresent())
                .as("Chromium and its driver are installed")
                .isTrue();
        return found.orElseThrow();
    }

    @Test
    void a_customer_registers_orders_pays_and_watches_the_order_on_its_way() throws Exception {
        var name = shop.unique("Fountain pen");
        var product = shop.catalog().newProduct(Map.of("name", name, "initialStock", 7, "lowStockThreshold", 2));
        var ada = shop.unique("ada");

        page.visit("", "Everything");
        page.search(name);
        page.awaitShown("1 of 1 products");
        page.follow(name);
        page.awaitHeading(name);
        page.awaitText("7 available");
        shop.catalog().adjust(product, 5, "more arrived");
        page.awaitText("12 available");
        page.type("quantity", "2");
        page.press("Add to cart");
        page.follow("In your cart");
        page.awaitText("€25.00");

        page.follow("Sign in to order");
        page.follow("Register");
        page.type("username", "ad a");
        page.type("email", ada + "@example.com");
        page.type("password", Shop.PASSWORD);
        page.press("Register");
        assertThat(page.errorOf("username")).isNotBlank();
        page.type("username", ada);
        page.press("Register");
        page.awaitHeading("Your cart");
        page.type("shippingAddress", "12 St James Square");
        page.press("Place order");
        page.awaitHeading("Order ORD-");
        page.awaitText("Waiting for payment");

        page.follow("Open one");
        page.press("Open");
        page.awaitText("€0.00");
        var customer = shop.anonymous().logIn(ada, Shop.PASSWORD);
        shop.deposit(accountOf(customer), "40.00");
        page.goBack();
        page.press("Pay €25.00");
        page.awaitText("Confirmed");
        page.awaitText("Paid €25.00");
        page.saveScreenshot("storefront-order.png");

        var order = customer.run("{ me { orders { nodes { id } } } }")
                .path("me.orders.nodes[0].id")
                .entity(String.class)
                .get();
        shop.staff().mutate("shipOrder", Map.of("orderId", order, "idempotencyKey", order), "order { status }");
        page.awaitText("On its way");

        page.follow("Notifications");
        page.awaitHeading("Notifications");
        page.awaitText("shipped");
        page.press("Mark all as read");
        page.awaitNo("Mark all as read");
        page.follow("Posts");
        page.type("title", "About ink");
        page.type("content", "It dries.");
        page.press("Keep");
        page.awaitText("Draft");

        page.press("See the queries");
        assertThat(page.panel()).contains("PlaceOrder", "subscription", "•••").doesNotContain(Shop.PASSWORD);
        page.press("Sign out");
        page.awaitText("Sign in");
        assertThat(page.text()).doesNotContain(ada);
    }

    @Test
    void an_order_whose_answer_is_lost_is_placed_once() {
        var product = shop.unique("Blotter");
        shop.catalog().newProduct(Map.of("name", product, "sku", product, "initialStock", 9));
        var alan = signInTo(page);
        page.search(product);
        page.follow(product);
        page.press("Add to cart");
        page.follow("In your cart");
        page.awaitHeading("Your cart");
        page.loseAnswersOf("placeOrder");
        page.type("shippingAddress", "Bletchley Park");
        page.press("Place order");
        page.awaitText("answer was lost");
        page.reload();
        page.press("Ask again");
        page.awaitHeading("Order ORD-");
        alan.run("{ me { orders { totalCount } } }")
                .path("me.orders.totalCount")
                .entity(Integer.class)
                .isEqualTo(1);
    }

    @Test
    void a_session_goes_on_when_its_token_has_expired() {
        signInTo(page);
        var spent = page.refreshToken();
        page.letTheTokenExpire();
        page.follow("Orders");
        page.awaitText("None yet");
        assertThat(page.refreshToken()).isNotEqualTo(spent);
    }

    @Test
    void a_long_list_goes_on_page_by_page_and_is_found_again() {
        var category = shop.unique("Shelf");
        var id = shop.catalog().newCategory(category, null);
        IntStream.range(0, 30).forEach(_ -> shop.catalog().newProduct(Map.of("categoryId", id)));
        page.visit("", "Everything");
        page.follow(category);
        page.awaitShown("24 of 30 products");
        page.press("More");
        page.awaitShown("30 of 30 products");
        page.follow("notebook");
        page.awaitText("Add to cart");
        page.goBack();
        page.awaitHeading(category);
        assertThat(page.tiles()).isEqualTo(30);
    }

    @Test
    void a_shop_that_is_not_available_says_so_and_can_be_asked_again() {
        page.visit("", "Everything");
        page.closeTheShop();
        page.search("anything");
        page.awaitText("not available at the moment");
        page.openTheShop();
        page.press("Try again");
        page.awaitText("Show all");
        page.awaitText("Nothing here");
    }

    @Test
    void an_empty_shop_says_so() {
        try (var empty = Node.ofNewShop("--daybook.demo=false");
                var window = openAs("visitor", empty.anonymous())) {
            window.visit("", "Everything");
            window.awaitText("This shop is still empty");
        }
    }

    @Test
    void a_query_of_the_panel_opens_in_graphiql() {
        page.visit("", "Everything");
        page.press("See the queries");
        var address = page.addressInGraphiQl("Products");
        page.visitGraphiQl(address, "query Products(");
    }

    @Test
    void the_pages_of_mails_send_what_was_typed_and_the_token_of_the_link() {
        page.visit("#/sign-in", "Sign in");
        page.follow("Forgotten password?");
        page.type("email", "ada@example.com");
        page.press("Send the mail");
        page.awaitText("This shop sends no mails");
        page.visit("#/reset?token=t0ken", "New password");
        page.type("newPassword", "Difference-engine-1");
        page.press("Change");
        page.awaitText("This shop sends no mails");
        page.visit("#/confirm?token=t0ken", "Your email address");
        page.press("Confirm");
        page.awaitText("This shop sends no mails");
    }

    @Test
    void staff_go_on_to_the_page_of_the_operator() {
        var grace = shop.newUser(Role.STAFF)
                .run("{ me { username } }")
                .path("me.username")
                .entity(String.class)
                .get();
        page.visit("#/sign-in", "Sign in");
        page.type("login", grace);
        page.type("password", Shop.PASSWORD);
        page.press("Sign in");
        page.awaitText("Sign out");
        page.follow("Operations");
        page.awaitOperatorsPage(grace);
    }

    @Test
    void axe_finds_nothing_serious_on_a_light_desktop_and_on_a_dark_phone() throws Exception {
        var product = shop.catalog().newProduct(Map.of("initialStock", 3));
        var slug = shop.staff()
                .run("query ($id: ID!) { product(by: {id: $id}) { slug } }", Map.of("id", product))
                .path("product.slug")
                .entity(String.class)
                .get();
        try (var looks = openAs("looks", shop.anonymous())) {
            signInTo(looks);
            assertNoFaults(looks, slug, "light-1280");
            looks.becomePhone();
            looks.preferDark();
            assertNoFaults(looks, slug, "dark-390");
        }
    }

    private static void assertNoFaults(Storefront page, String slug, String look) throws Exception {
        for (var place : Map.of(
                        "",
                        "Everything",
                        "#/product/" + slug,
                        "notebook",
                        "#/cart",
                        "Your cart",
                        "#/account",
                        "Your money",
                        "#/posts",
                        "Your posts",
                        "#/register",
                        "Register")
                .entrySet()) {
            page.visit(place.getKey(), place.getValue());
            assertThat(page.faults()).as(look + " " + place.getKey()).isEmpty();
            assertThat(page.overflow()).as(look + " " + place.getKey()).isZero();
        }
        page.visit("", "Everything");
        page.awaitShown("products");
        page.saveScreenshot("storefront-%s.png".formatted(look));
    }

    /** Signs a new customer in, by the form. */
    private Client signInTo(Storefront page) {
        var name = shop.unique("alan");
        var customer = shop.newCustomer(name);
        page.visit("#/sign-in", "Sign in");
        page.type("login", name);
        page.type("password", Shop.PASSWORD);
        page.press("Sign in");
        page.awaitText("Sign out");
        return customer;
    }

    private static String accountOf(Client customer) {
        return customer.run("{ me { accounts { id } } }")
                .path("me.accounts[0].id")
                .entity(String.class)
                .get();
    }
}
