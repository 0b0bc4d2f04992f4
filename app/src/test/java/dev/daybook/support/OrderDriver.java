package dev.daybook.support;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Changes orders and moves the money for them, over HTTP. */
public record OrderDriver(Shop shop) {
    private static final String ORDER = """
            idempotentReplay
            order { id status nextStatuses paymentStatus version cancelReason }
            why: userErrors {
              ... on IllegalTransitionError { from to allowed }
              ... on InsufficientFundsError { requested { amount } available { amount } }
              ... on ValidationError { constraint } }""";

    /** Places an order at another time than now. */
    public static String placeAt(Instant moment, Client client, String product) {
        var order = new AtomicReference<@Nullable String>();
        Times.at(moment, () -> order.set(client.newOrder(product)));
        return Objects.requireNonNull(order.get());
    }

    /** Pays with euros from an account. */
    public static Response pay(Client client, String order, String account, String amount) {
        return act(client, "payOrder", order, payment(Map.of("accountId", account), amount));
    }

    public static Map<String, Object> payment(Map<String, ?> source, String amount) {
        return Map.of("source", source, "amount", CatalogDriver.euros(amount));
    }

    /** Does something with an order, each time anew unless the input has a key. */
    public static Response act(Client client, String mutation, String order, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(
                Map.of("orderId", order, "idempotencyKey", UUID.randomUUID().toString()));
        whole.putAll(input);
        return client.mutate(mutation, whole, ORDER);
    }

    /** The staff confirm, ship or deliver it, or do what else needs no more input. */
    public void move(String order, String... mutations) {
        for (var mutation : mutations) {
            act(shop.staff(), mutation, order, Map.of())
                    .path(mutation + ".order.id")
                    .entity(String.class)
                    .isEqualTo(order);
        }
    }

    /** Staff give euros back. */
    public Response refund(String order, String amount) {
        return act(shop.staff(), "refundOrder", order, Map.of("amount", CatalogDriver.euros(amount), "reason", "torn"));
    }

    /** For example {@code CONFIRMED PAID 12.50 0.00}: with what was paid and what was given back of it. */
    public String stateOf(String order) {
        var found = shop.staff()
                .run(
                        "query ($id: ID!) { order(by: {id: $id}) { status paymentStatus paid { amount } refunded { amount } } }",
                        Map.of("id", order));
        return "%s %s %s %s"
                .formatted(
                        found.path("order.status").entity(String.class).get(),
                        found.path("order.paymentStatus").entity(String.class).get(),
                        found.path("order.paid.amount").entity(String.class).get(),
                        found.path("order.refunded.amount").entity(String.class).get());
    }

    public long versionOf(String order) {
        return shop.staff()
                .run("query ($id: ID!) { order(by: {id: $id}) { version } }", Map.of("id", order))
                .path("order.version")
                .entity(Long.class)
                .get();
    }

    public String numberOf(String order) {
        return shop.staff()
                .run("query ($id: ID!) { order(by: {id: $id}) { number } }", Map.of("id", order))
                .path("order.number")
                .entity(String.class)
                .get();
    }

    public String balanceOf(String account) {
        return shop.staff()
                .run("query ($id: ID!) { account(id: $id) { balance { amount } } }", Map.of("id", account))
                .path("account.balance.amount")
                .entity(String.class)
                .get();
    }

    /** The ledger, newest first, for example {@code PAYMENT -12.50 → 87.50 ORD-…}. */
    public List<String> entriesOf(String account) {
        return shop
                .staff()
                .run("""
                        query ($id: ID!) { account(id: $id) { entries(first: 100) { nodes {
                          kind amount { amount } balanceAfter { amount } reference } } } }""", Map.of("id", account))
                .path("account.entries.nodes")
                .entityList(Map.class)
                .get()
                .stream()
                .map(entry -> "%s %s → %s %s"
                        .formatted(
                                entry.get("kind"),
                                amount(entry.get("amount")),
                                amount(entry.get("balanceAfter")),
                                entry.get("reference")))
                .toList();
    }

    /** Returns the movements of a product's stock by orders, newest first, for example {@code RELEASED 2 ORD-…}. */
    public List<String> movementsOf(String product) {
        return shop
                .staff()
                .run("""
                        query ($id: ID!) { product(by: {id: $id}) { stock { movements(first: 100) { nodes {
                          type delta order { number } } } } } }""", Map.of("id", product))
                .path("product.stock.movements.nodes")
                .entityList(Map.class)
                .get()
                .stream()
                .filter(movement -> movement.get("order") != null)
                .map(movement -> "%s %s %s"
                        .formatted(
                                movement.get("type"),
                                movement.get("delta"),
                                movement.get("order") instanceof Map<?, ?> order ? order.get("number") : null))
                .toList();
    }

    private static @Nullable Object amount(@Nullable Object money) {
        return money instanceof Map<?, ?> map ? map.get("amount") : null;
    }
}
