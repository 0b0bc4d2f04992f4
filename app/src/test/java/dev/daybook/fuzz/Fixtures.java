package dev.daybook.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.support.AccountDriver;
import dev.daybook.support.Client;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.Shop;
import dev.daybook.users.Role;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Objects to query and change: some of each type, in every state. They are used up soon, and then made anew. */
final class Fixtures {
    static final List<String> TYPES = List.of(
            "User",
            "Product",
            "Category",
            "Order",
            "Post",
            "Tag",
            "Payment",
            "Account",
            "LedgerEntry",
            "Transfer",
            "Notification",
            "StockMovement",
            "DomainEvent",
            "ProjectionRun");
    static final List<String> LISTS = List.of("products", "orders", "users", "posts", "events");

    private final Map<String, List<String>> ids = new HashMap<>();
    private final Map<String, String> cursors = new HashMap<>();
    private final Map<RequestRole, Client> clients = new HashMap<>();
    private final Map<String, String> words = new HashMap<>();

    /** Makes them. What customers may act on is the customer's; the users that are acted on are nobody who asks. */
    Fixtures(Shop shop, String projection, String run) {
        var orderDriver = new OrderDriver(shop);
        var accountDriver = new AccountDriver(shop);
        var customer = shop.newCustomer();
        var other = shop.newCustomer();
        clients.put(RequestRole.ANONYMOUS, shop.anonymous());
        clients.put(RequestRole.CUSTOMER, customer);
        clients.put(RequestRole.ADMIN, shop.newUser(Role.ADMIN));
        add("User", shop.newCustomer().myId());
        add("User", other.myId());
        words.put("username", word(customer, "query { me { username } }", "me.username"));
        words.put("email", word(customer, "query { me { email } }", "me.email"));

        var shelf = shop.catalog().newCategory(null);
        add("Category", shelf);
        add("Category", shop.catalog().newCategory(shelf));
        add("Category", shop.catalog().newCategory(null));
        for (int i = 0; i < 6; i++) {
            add("Product", shop.catalog().newProduct(Map.of("initialStock", 1_000, "categoryId", shelf)));
        }
        var idle = shop.newProduct(3);
        shop.catalog().act("deactivateProduct", idle, Map.of());
        add("Product", idle);
        var product = ids("Product").getFirst();

        var savings = shop.newAccount(customer, "1000.00");
        add("Account", savings);
        add("Account", shop.newAccount(customer, "0"));
        add("Account", accountDriver.newAccount(customer, "Dollars", "USD"));
        add("Account", shop.newAccount(other, "10.00"));
        add(
                "Transfer",
                accountDriver
                        .transfer(customer, savings, ids("Account").getLast(), "1.00", Map.of())
                        .path("transferFunds.transfer.id")
                        .entity(String.class)
                        .get());
        for (int i = 0; i < 8; i++) {
            add("Order", customer.newOrder(ids("Product").get(i % 6)));
        }
        OrderDriver.pay(customer, ids("Order").get(0), savings, "12.50");
        OrderDriver.pay(customer, ids("Order").get(1), savings, "12.50");
        orderDriver.move(ids("Order").get(1), "shipOrder");
        orderDriver.move(ids("Order").get(2), "confirmOrder", "shipOrder", "deliverOrder");
        orderDriver.move(ids("Order").get(3), "confirmOrder");
        add("Order", other.newOrder(product));
        add("Post", customer.newPost(shop.unique("Post"), "plants", shop.unique("tag")));
        add("Post", customer.newDraft(shop.unique("Draft")));
        add("Post", other.newPost(shop.unique("Post")));
        add("ProjectionRun", run);
        lookUp(shop.staff(), ids("Order").getFirst(), savings, product);
        words.put("projection", projection);
        words.put("session", newSession(shop));
    }

    private void lookUp(Client staff, String order, String account, String product) {
        var found = staff.run("""
                query ($order: ID!, $account: ID!, $product: ID!) {
                  order(by: {id: $order}) { number payments { id } }
                  account(id: $account) { entries(first: 2) { nodes { id } } }
                  product(by: {id: $product}) { slug sku stock { movements(first: 2) { nodes { id } } } }
                  events(first: 3) { nodes { id position } edges { cursor } }
                  products(first: 2) { edges { cursor } } orders(first: 2) { edges { cursor } }
                  users(first: 2) { edges { cursor } } posts(first: 2) { nodes { slug } edges { cursor } } }
                """, Map.of("order", order, "account", account, "product", product));
        add("Payment", found.path("order.payments[0].id").entity(String.class).get());
        add(
                "LedgerEntry",
                found.path("account.entries.nodes[0].id").entity(String.class).get());
        add(
                "StockMovement",
                found.path("product.stock.movements.nodes[0].id")
                        .entity(String.class)
                        .get());
        add("DomainEvent", found.path("events.nodes[0].id").entity(String.class).get());
        for (var list : LISTS) {
            cursors.put(
                    list,
                    found.path(list + ".edges[0].cursor").entity(String.class).get());
        }
        words.put("number", found.path("order.number").entity(String.class).get());
        words.put("sku", found.path("product.sku").entity(String.class).get());
        words.put("slug", found.path("product.slug").entity(String.class).get());
        words.put(
                "postSlug",
                found.path("posts.nodes[0].slug").entity(String.class).get());
        words.put(
                "position",
                found.path("events.nodes[0].position").entity(String.class).get());
        add("Tag", word(staff, "{ tags { id } }", "tags[0].id"));
        client(RequestRole.CUSTOMER)
                .run("{ me { notifications(first: 2) { nodes { id } } } }")
                .path("me.notifications.nodes[*].id")
                .entityList(String.class)
                .get()
                .forEach(id -> add("Notification", id));
    }

    Client client(RequestRole caller) {
        return Objects.requireNonNull(clients.get(caller));
    }

    List<String> ids(String type) {
        return ids.getOrDefault(type, List.of("nothing"));
    }

    String someId(String type) {
        return ids(type).getFirst();
    }

    String cursorOf(String list) {
        return Objects.requireNonNull(cursors.get(list));
    }

    /** Returns a cursor of a list with a key that none of its rows has. */
    String forgedCursorOf(String list, String key) {
        var cursor = new String(Base64.getUrlDecoder().decode(cursorOf(list)), UTF_8).split("\\|", 3);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("%s|%s|%s".formatted(cursor[0], cursor[1], key).getBytes(UTF_8));
    }

    String word(String what) {
        return Objects.requireNonNull(words.get(what));
    }

    private void add(String type, @Nullable String id) {
        ids.computeIfAbsent(type, _ -> new ArrayList<>()).add(Objects.requireNonNull(id));
    }

    private static String word(Client client, String document, String path) {
        return client.run(document).path(path).entity(String.class).get();
    }

    /** One may be under way already: any will do. */
    static String begunRun(Shop shop, String projection) {
        shop.admin().mutate("verifyProjection", Map.of("name", projection), "run { id }");
        return shop.staff()
                .run("{ projections { name lastVerification { id } } }")
                .path("projections[?(@.name == '%s')].lastVerification.id".formatted(projection))
                .entityList(String.class)
                .get()
                .getFirst();
    }

    private static String newSession(Shop shop) {
        var name = shop.unique("guest");
        return shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of("username", name, "email", name + "@example.com", "password", Shop.PASSWORD),
                        "session { refreshToken }")
                .path("registerUser.session.refreshToken")
                .entity(String.class)
                .get();
    }
}
