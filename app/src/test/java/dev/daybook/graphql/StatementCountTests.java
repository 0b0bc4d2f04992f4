package dev.daybook.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.daybook.eventstore.log.LiveLog;
import dev.daybook.support.CatalogDriver;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.RawSocket;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import net.ttddyy.dsproxy.listener.SingleQueryCountHolder;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Counts the statements of a query, from the request to the answer: none may grow with the number of rows. */
@ShopTest
class StatementCountTests {
    /** The number of statements that look up the caller: the user of the session. */
    private static final int CALLER = 1;

    @Autowired
    Shop shop;

    @Autowired
    SingleQueryCountHolder statements;

    @Autowired
    SingleQueryCountHolder feedStatements;

    @Autowired
    LiveLog liveLog;

    @Autowired
    Cache aggregates;

    /** Or the log is read for them. */
    @BeforeEach
    void no_listener_is_left() {
        await().until(() -> liveLog.listeners() == 0);
    }

    @Test
    void orders_with_user_lines_product_and_category_take_one_statement_per_relation() {
        for (int i = 0; i < 20; i++) {
            shop.newCustomer().newOrder(shop.newProduct(10));
        }
        var query = """
                query ($first: Int!) { orders(first: $first) { nodes {
                  number status user { username } lines { quantity product { name category { name } stock { available } } } } } }""";
        var one = count(shop.staff(), query, Map.of("first", 1));
        var twenty = count(shop.staff(), query, Map.of("first", 20));

        assertThat(twenty).as("orders, users, lines, products, stock").isEqualTo(CALLER + 5);
        assertThat(one).isEqualTo(twenty);
    }

    @Test
    void orders_of_many_users_take_one_statement_and_their_totals_another() {
        for (int i = 0; i < 5; i++) {
            shop.newCustomer().newOrder(shop.newProduct(10));
        }
        assertThat(count(
                        shop.staff(),
                        "{ users(first: 5) { nodes { username orders(first: 3) { totalCount nodes { number } } } } }",
                        Map.of()))
                .isEqualTo(CALLER + 3);
    }

    @Test
    void a_total_is_counted_only_when_it_is_asked_for() {
        assertThat(count(shop.anonymous(), "{ products(first: 3) { nodes { name } } }", Map.of()))
                .isEqualTo(1);
        assertThat(count(shop.anonymous(), "{ products(first: 3) { totalCount nodes { name } } }", Map.of()))
                .isEqualTo(2);
    }

    @Test
    void the_category_tree_takes_one_statement_per_level() {
        assertThat(count(
                        shop.anonymous(),
                        "{ categories { name children { name children { name parent { name } } } } }",
                        Map.of()))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void products_with_prices_stock_and_ledger_take_one_statement_per_relation() {
        for (int i = 0; i < 20; i++) {
            shop.newCustomer().newOrder(shop.newProduct(10));
        }
        var query = """
                query ($first: Int!) { products(first: $first, orderBy: {field: CREATED_AT, direction: DESC}) { nodes {
                  name category { name } availability lowestPriorPrice { amount }
                  priceHistory(first: 3) { nodes { price { amount } actor { label user { username } } } }
                  stock { available movements(first: 3) { nodes { delta order { number } actor { label } } } } } } }""";
        var one = count(shop.staff(), query, Map.of("first", 1));
        var twenty = count(shop.staff(), query, Map.of("first", 20));
        assertThat(twenty)
                .as("products, prior prices, history, stock, movements, orders, users")
                .isEqualTo(CALLER + 7);
        assertThat(one).isEqualTo(twenty);
    }

    @Test
    void categories_with_products_and_figures_take_one_statement_per_relation_and_their_totals_another() {
        for (int i = 0; i < 5; i++) {
            var shelf = shop.catalog().newCategory(null);
            shop.catalog().newProduct(Map.of("categoryId", shelf));
            shop.catalog().newProduct(Map.of("categoryId", shop.catalog().newCategory(shelf)));
        }
        assertThat(count(shop.anonymous(), """
                        { categories { name stats { productCount } products(first: 3) { totalCount nodes { name } }
                            direct: products(first: 3, includeDescendants: false) { nodes { name } }
                            children { products(first: 3) { nodes { name } } } } }""", Map.of()))
                .as("roots, children, figures, products of both, totals, products directly there")
                .isEqualTo(6);
        assertThat(count(shop.anonymous(), "{ categoryStats { productCount category { name } } }", Map.of()))
                .as("figures, categories")
                .isEqualTo(2);
    }

    @Test
    void commands_on_the_catalog_take_a_fixed_number_of_statements() {
        var catalog = shop.catalog();
        var shelf = catalog.newCategory(null);
        var product = new AtomicReference<>("");
        assertThat(counted(() -> product.set(catalog.newProduct(Map.of("categoryId", shelf, "initialStock", 5)))))
                .as("the caller; the category, the slug, events and rows; the answer")
                .isEqualTo(CALLER + 4);
        var id = product.get();
        assertThat(counted(() -> catalog.update(id, Map.of("name", shop.unique("renamed")))))
                .as("the caller; the row before, event and row; the answer")
                .isEqualTo(CALLER + 3);
        assertThat(counted(() -> catalog.reprice(id, "9.99", "sale")))
                .as("the caller; product and price before, event and rows; the answer")
                .isEqualTo(CALLER + 4);
        assertThat(counted(() -> catalog.adjust(id, 1, "delivery")))
                .as("the caller; the key, the row before, event and rows; the answer and its stock")
                .isEqualTo(CALLER + 5);
        assertThat(counted(() -> catalog.act("archiveProduct", id, Map.of())))
                .as("the caller; the row before, event and row; the answer")
                .isEqualTo(CALLER + 3);
        assertThat(counted(() -> catalog.change("deleteCategory", shelf, Map.of())))
                .as("the caller; the row held, products and children in it, the event, the row gone")
                .isEqualTo(CALLER + 5);
    }

    @Test
    void a_change_of_stock_takes_as_many_statements_for_fifty_listeners_as_for_one() throws Exception {
        var shelf = shop.catalog().newCategory(null);
        var product = shop.catalog().newProduct(Map.of("categoryId", shelf, "initialStock", 5));
        assertThat(countedOfFeeds(1, product))
                .as("the product, its stock, its category")
                .isEqualTo(3);
        assertThat(countedOfFeeds(50, product)).isEqualTo(3);
    }

    private long countedOfFeeds(int listeners, String product) throws Exception {
        try (var socket = RawSocket.ready(shop.anonymous())) {
            for (int i = 0; i < listeners; i++) {
                socket.subscribe(
                        "s" + i,
                        "subscription { stockChanged { name availability stock { available } category { name } } }");
            }
            await().until(() -> liveLog.listeners() == listeners);
            feedStatements.clear();
            shop.catalog().adjust(product, 1, "more");
            for (int i = 0; i < listeners; i++) {
                assertThat(socket.next()
                                .at("/payload/data/stockChanged/category/name")
                                .asString())
                        .isNotEmpty();
            }
        }
        await().until(() -> liveLog.listeners() == 0);
        return feedStatements.getQueryCountMap().values().stream()
                .mapToLong(count -> count.getTotal())
                .sum();
    }

    @Test
    void an_order_takes_as_many_statements_whatever_the_number_of_its_lines() {
        var products = Stream.generate(() -> shop.newProduct(10)).limit(3).toList();
        var ada = shop.newCustomer();
        var one = counted(() -> ada.placeOrder("one", Map.of(products.getFirst(), 1)));
        var three = counted(
                () -> ada.placeOrder("three", Map.of(products.get(0), 1, products.get(1), 1, products.get(2), 1)));
        assertThat(one)
                .as("the caller; the key, the customer, the offer, the stocks before, events and rows")
                .isEqualTo(CALLER + 5);
        assertThat(three - one).as("for each line").isZero();
    }

    @Test
    void an_order_is_answered_with_its_lines_products_and_customer_from_what_it_has_read_and_written() {
        var ada = shop.newCustomer();
        var product = shop.newProduct(10);
        assertThat(counted(() -> ada.mutate(
                                "placeOrder",
                                Map.of(
                                        "lines",
                                        List.of(Map.of("productId", product, "quantity", 1)),
                                        "idempotencyKey",
                                        "whole"),
                                "order { user { username } lines { quantity product { id name price { amount } } } }")
                        .path("placeOrder.order.lines[0].product.id")
                        .entity(String.class)
                        .isEqualTo(product)))
                .as("the caller; the key, the customer, the offer, the stocks before, events and rows")
                .isEqualTo(CALLER + 5);
    }

    @Test
    void stocks_that_are_not_in_memory_are_read_by_one_statement_whatever_the_number_of_lines() {
        var products = Stream.generate(() -> shop.newProduct(10)).limit(3).toList();
        var ada = shop.newCustomer();
        aggregates.removeAll();
        var one = counted(() -> ada.placeOrder("one", Map.of(products.getFirst(), 1)));
        aggregates.removeAll();
        var three = counted(
                () -> ada.placeOrder("three", Map.of(products.get(0), 1, products.get(1), 1, products.get(2), 1)));
        assertThat(one)
                .as("the caller; the key, the customer, the offer, the streams, the stocks before, events and rows")
                .isEqualTo(CALLER + 6);
        assertThat(three).isEqualTo(one);
    }

    @Test
    void commands_on_orders_and_money_take_a_fixed_number_of_statements() {
        var ada = shop.newCustomer();
        var savings = shop.newAccount(ada, "100.00");
        var other = shop.newAccount(ada, "0");
        var order = ada.newOrder(shop.newProduct(10));
        assertThat(counted(() -> OrderDriver.act(
                        ada,
                        "payOrder",
                        order,
                        Map.of("source", Map.of("accountId", savings), "amount", CatalogDriver.euros("12.50")))))
                .as("the caller; the order; the key, account and order before, events and rows; the answer")
                .isEqualTo(CALLER + 6);
        assertThat(counted(() -> OrderDriver.act(shop.staff(), "shipOrder", order, Map.of())))
                .as("the caller; the order; the key, its products, stock and order before, events and rows; the answer")
                .isEqualTo(CALLER + 7);
        assertThat(counted(() -> OrderDriver.act(
                        shop.staff(),
                        "refundOrder",
                        order,
                        Map.of("amount", CatalogDriver.euros("1.00"), "reason", "late"))))
                .as("the caller; the order; the key, account and order before, events and rows; the answer")
                .isEqualTo(CALLER + 6);
        assertThat(counted(() -> OrderDriver.act(shop.staff(), "addOrderNote", order, Map.of("text", "Called"))))
                .as("the caller; the order; the key, the customer's key; the order before, event and row; the answer")
                .isEqualTo(CALLER + 6);
        assertThat(counted(() -> ada.mutate(
                                "transferFunds",
                                Map.of(
                                        "fromAccountId",
                                        savings,
                                        "toAccountId",
                                        other,
                                        "amount",
                                        CatalogDriver.euros("1.00"),
                                        "idempotencyKey",
                                        "lunch"),
                                "transfer { amount { amount } }")
                        .path("")
                        .hasValue()))
                .as("the caller; the key, the receiver, both accounts before, events and rows; the answer")
                .isEqualTo(CALLER + 5);
    }

    @Test
    void orders_with_timelines_and_customers_with_money_take_one_statement_per_relation() {
        for (int i = 0; i < 5; i++) {
            var customer = shop.newCustomer();
            shop.newAccount(customer, "5.00");
            customer.newOrder(shop.newProduct(10));
        }
        var orders = """
                query ($first: Int!) { orders(first: $first) { nodes {
                  number payments { amount { amount } } timeline(first: 3) { totalCount nodes { version } } } } }""";
        assertThat(count(shop.staff(), orders, Map.of("first", 1)))
                .as("the caller; orders, their events")
                .isEqualTo(CALLER + 2)
                .isEqualTo(count(shop.staff(), orders, Map.of("first", 5)));
        var customers = """
                query ($first: Int!) { users(first: $first) { nodes {
                  orderStats { totalOrders } unreadNotificationCount
                  accounts { balance { amount } balanceAsOf(at: "2126-01-01T00:00:00Z") { amount }
                    owner { username } entries(first: 3) { totalCount nodes { amount { amount } } } }
                  notifications(first: 3) { totalCount nodes { message order { number } } } } } }""";
        assertThat(count(shop.staff(), customers, Map.of("first", 5)))
                .as("the caller; users, stats, unread, accounts, past balances, owners, entries, totals,"
                        + " notifications, totals, orders")
                .isEqualTo(CALLER + 11);
        assertThat(count(shop.staff(), "{ orderStats { totalOrders } }", Map.of()))
                .isEqualTo(CALLER + 1);
        assertThat(count(shop.staff(), "{ topSpenders { user { username } totalSpent { amount } } }", Map.of()))
                .as("the caller; the currency, the figures, the users")
                .isEqualTo(CALLER + 3);
    }

    @Test
    void nodes_take_one_statement_per_type() {
        var products = Stream.generate(() -> shop.newProduct(1)).limit(5).toList();
        assertThat(count(shop.anonymous(), "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", Map.of("ids", products)))
                .isEqualTo(1);
    }

    @Test
    void posts_with_author_tags_and_views_take_one_statement_per_relation() {
        for (int i = 0; i < 20; i++) {
            shop.newCustomer().newPost(shop.unique("Post"), shop.unique("tag"), shop.unique("tag"));
        }
        var query = """
                query ($first: Int!) { posts(first: $first) { nodes {
                  title viewCount author { username } tags { name postCount } } } }""";
        var one = count(shop.anonymous(), query, Map.of("first", 1));
        var twenty = count(shop.anonymous(), query, Map.of("first", 20));

        assertThat(twenty)
                .as("posts, views, authors, tags, counts of their posts")
                .isEqualTo(5);
        assertThat(one).isEqualTo(twenty);
    }

    @Test
    void the_content_of_posts_is_read_only_when_it_is_selected() {
        for (int i = 0; i < 5; i++) {
            shop.newCustomer().newPost(shop.unique("Post"));
        }
        assertThat(count(shop.anonymous(), "{ posts(first: 5) { nodes { title } } }", Map.of()))
                .isEqualTo(1);
        assertThat(count(shop.anonymous(), "{ posts(first: 5) { nodes { title content } } }", Map.of()))
                .isEqualTo(2);
    }

    @Test
    void posts_of_many_users_and_their_tags_take_one_statement_per_relation_and_their_totals_another() {
        for (int i = 0; i < 5; i++) {
            var ada = shop.newCustomer();
            ada.newPost(shop.unique("Post"), shop.unique("tag"));
            ada.newDraft(shop.unique("Draft"), shop.unique("tag"));
        }
        assertThat(count(
                        shop.staff(),
                        "{ users(first: 5) { nodes { username posts(first: 3) { totalCount nodes { title tags { name } } } } } }",
                        Map.of()))
                .isEqualTo(CALLER + 4);
    }

    @Test
    void posts_of_many_tags_take_one_statement_per_relation_and_their_totals_another() {
        var word = shop.unique("tag");
        for (int i = 0; i < 5; i++) {
            shop.newCustomer().newPost(shop.unique("Post"), word + i, word);
        }
        assertThat(count(
                        shop.anonymous(),
                        "query ($s: String!) { tags(search: $s) { name posts(first: 3) { totalCount nodes { title author { username } } } } }",
                        Map.of("s", word)))
                .as("tags, posts, totals, authors")
                .isEqualTo(4);
    }

    @Test
    void commands_on_users_take_a_fixed_number_of_statements() {
        var name = shop.unique("ada");
        var register = "mutation ($i: RegisterUserInput!) { registerUser(input: $i) { user { id } } }";
        var logIn = "mutation ($i: LogInInput!) { logIn(input: $i) { user { id } } }";
        var change = "mutation ($i: UpdateProfileInput!) { updateProfile(input: $i) { user { bio } } }";
        var erase = "mutation ($i: EraseUserInput!) { eraseUser(input: $i) { erasedUserId } }";
        var password = Map.of("login", name, "password", Shop.PASSWORD);

        // The bucket of an address is made when somebody registers from there for the first time.
        count(shop.anonymous(), register, registration(shop.unique("first")));
        assertThat(count(shop.anonymous(), register, registration(name)))
                .as(
                        "twice a bucket; the key, its making, the credentials, event and row; the session, its token; the answer")
                .isEqualTo(9);
        var ada = shop.anonymous().logIn(name, Shop.PASSWORD);
        assertThat(count(shop.anonymous(), logIn, Map.of("i", password)))
                .as("the user, the credentials, four times a bucket; row before, event and row; credentials"
                        + " again, session, token, answer")
                .isEqualTo(16);
        assertThat(count(ada, change, Map.of("i", Map.of("bio", "Countess"))))
                .as("the caller; the user; the key, the row before, event and row; the answer")
                .isEqualTo(CALLER + 5);
        assertThat(count(shop.admin(), erase, Map.of("i", Map.of("userId", ada.myId(), "idempotencyKey", name))))
                .as("the caller; the user; the idempotency key, the person's key, the credentials, the row before,"
                        + " event and row, sessions, orders, accounts, dead letters, old idempotency keys")
                .isEqualTo(CALLER + 11);
    }

    @Test
    void events_with_those_who_did_them_take_one_statement_per_relation_and_their_total_another() {
        for (int i = 0; i < 5; i++) {
            shop.newCustomer().newOrder(shop.newProduct(10));
        }
        var query = """
                query ($first: Int!) { events(filter: {types: ["ordering.OrderPlaced"]}, first: $first) { nodes {
                  type payload actor { label user { username } } } } }""";
        assertThat(count(shop.staff(), query, Map.of("first", 5)))
                .as("the caller; events, users")
                .isEqualTo(CALLER + 2)
                .isEqualTo(count(shop.staff(), query, Map.of("first", 1)));
        assertThat(count(shop.staff(), "{ events(first: 3) { totalCount nodes { type } } }", Map.of()))
                .isEqualTo(CALLER + 2);
    }

    @Test
    void the_health_of_the_shop_takes_as_many_statements_however_many_follow_the_log() {
        assertThat(count(shop.staff(), """
                        { systemHealth { status database { roundTripMillis } eventStore { headPosition }
                            subscribers { name lag caughtUp deadLetterCount } } }""", Map.of()))
                .as("the caller; twice how far the log goes (two each), positions, dead letters, what waits")
                .isEqualTo(CALLER + 7);
        assertThat(count(shop.staff(), "{ systemHealth { status eventStore { eventCount } } }", Map.of()))
                .as("the count too")
                .isEqualTo(CALLER + 8);
    }

    @Test
    void projections_take_one_statement_for_all_rows_and_one_for_each_kind_of_run() {
        assertThat(count(shop.staff(), "{ projections { name tables } }", Map.of()))
                .isEqualTo(CALLER);
        assertThat(count(
                        shop.staff(),
                        "{ projections { name rowCount lastRebuild { progress } lastVerification { mismatchCount } } }",
                        Map.of()))
                .isEqualTo(CALLER + 3);
    }

    private long count(Client client, String query, Map<String, ?> variables) {
        return counted(() -> client.run(query, variables).path("").hasValue());
    }

    private static Map<String, ?> registration(String name) {
        return Map.of("i", Map.of("username", name, "email", name + "@x.org", "password", Shop.PASSWORD));
    }

    private long counted(Runnable done) {
        statements.clear();
        done.run();
        return statements.getQueryCountMap().values().stream()
                .mapToLong(net.ttddyy.dsproxy.QueryCount::getTotal)
                .sum();
    }
}
