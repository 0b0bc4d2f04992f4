package dev.daybook.graphql.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import dev.daybook.support.AfterSecondLane;
import dev.daybook.support.Client;
import dev.daybook.support.JsonLog;
import dev.daybook.support.Node;
import dev.daybook.support.Shop;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.test.tester.GraphQlTester.Response;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tests what the lines of the log tell of a shop in which things go wrong, and what they do not. */
@AfterSecondLane
class LogFieldsTests {
    private static final String EMAIL = "ada.lovelace@analytical.example";
    private static final String USERNAME = "countess_of_lovelace";
    private static final String FULL_NAME = "Augusta Ada King";
    private static final String WRONG_PASSWORD = "Wrong-horse-2";
    private static final String ADDRESS = "12 St James's Square";

    @Test
    void a_line_tells_who_and_which_command_but_nothing_personal_and_no_secret() {
        try (var node = Node.ofNewShop();
                var log = new JsonLog()) {
            var notebook = node.shop().newProduct(100);
            register(node.anonymous());
            var ada = node.anonymous().logIn(EMAIL, Shop.PASSWORD);
            var adaId = node.bean(JdbcClient.class)
                    .sql("select 'user:' || id from users where username = ?")
                    .param(USERNAME)
                    .query(String.class)
                    .single();
            logInInVain(node.anonymous());
            order(ada, notebook, 1_000).path("placeOrder.userErrors[0].code").hasValue();

            var key = withoutTable("order_lines", node, () -> failToOrder(ada, notebook));
            assertThat(log.having("in field /placeOrder", "actor", adaId))
                    .singleElement()
                    .extracting(line -> line.get("correlationId"), STRING)
                    .satisfies(UUID::fromString);

            withoutTable("notifications", node, () -> {
                order(ada, notebook, 1).path("placeOrder.order.id").hasValue();
                await().until(() ->
                        !log.having("waits in its dead letters", "actor", adaId).isEmpty());
                return "";
            });
            assertThat(log.having("waits in its dead letters", "actor", adaId))
                    .singleElement()
                    .satisfies(line -> assertThat(line).containsEntry("correlationId", correlationOfLastOrder(node)));

            assertThat(log.lines())
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContain(
                                    EMAIL,
                                    USERNAME,
                                    FULL_NAME,
                                    Shop.PASSWORD,
                                    WRONG_PASSWORD,
                                    ADDRESS,
                                    key,
                                    Objects.requireNonNull(ada.accessToken())));
        }
    }

    private static void register(Client stranger) {
        stranger.mutate(
                        "registerUser",
                        Map.of("username", USERNAME, "email", EMAIL, "password", Shop.PASSWORD, "fullName", FULL_NAME),
                        "user { id }")
                .path("registerUser.user.id")
                .hasValue();
    }

    private static void logInInVain(Client stranger) {
        stranger.mutate("logIn", Map.of("login", EMAIL, "password", WRONG_PASSWORD), "session { accessToken }")
                .path("logIn.userErrors[0].code")
                .entity(String.class)
                .isEqualTo("INVALID_CREDENTIALS");
    }

    private static Response order(Client buyer, String product, int quantity) {
        return order(buyer, product, quantity, UUID.randomUUID().toString());
    }

    private static Response order(Client buyer, String product, int quantity, String key) {
        return buyer.mutate(
                "placeOrder",
                Map.of(
                        "lines",
                        List.of(Map.of("productId", product, "quantity", quantity)),
                        "shippingAddress",
                        ADDRESS,
                        "idempotencyKey",
                        key),
                "order { id }");
    }

    /** Returns the key under which it was tried. */
    private static String failToOrder(Client buyer, String product) {
        var key = UUID.randomUUID().toString();
        order(buyer, product, 1, key)
                .errors()
                .satisfy(errors -> assertThat(errors)
                        .extracting(error -> error.getExtensions().get("code"))
                        .containsExactly("INTERNAL"));
        return key;
    }

    private interface Trouble {
        String happens();
    }

    private static String withoutTable(String table, Node node, Trouble trouble) {
        var jdbc = node.bean(JdbcClient.class);
        jdbc.sql("alter table %1$s rename to %1$s_away".formatted(table)).update();
        try {
            return trouble.happens();
        } finally {
            jdbc.sql("alter table %1$s_away rename to %1$s".formatted(table)).update();
        }
    }

    private static String correlationOfLastOrder(Node node) {
        return node.bean(JdbcClient.class).sql("""
                        select metadata ->> 'correlationId' from domain_events where type = 'ordering.OrderPlaced'
                        order by position desc limit 1""").query(String.class).single();
    }
}
