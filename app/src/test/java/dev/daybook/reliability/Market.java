package dev.daybook.reliability;

import dev.daybook.support.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.graphql.test.tester.GraphQlTester.EntityList;

/**
 * Products, customers and their money, with which a load begins.
 *
 * @param staff access token of the staff
 */
record Market(String staff, List<String> products, List<Customer> customers) {
    private static final int PRODUCTS = 10;
    private static final String PASSWORD = "Reliable-42";

    record Customer(String token, String account) {}

    static Market open(Client staff, int customers) {
        return new Market(token(staff), products(staff), customers(staff, customers));
    }

    private static String token(Client client) {
        return Objects.requireNonNull(client.accessToken());
    }

    static Map<String, String> euros(String amount) {
        return Map.of("amount", amount, "currencyCode", "EUR");
    }

    private static List<String> products(Client staff) {
        var products = IntStream.range(0, PRODUCTS)
                .mapToObj(n -> Map.of(
                        "name",
                        "Notebook " + n,
                        "sku",
                        "NB-" + n,
                        "price",
                        euros("1.%02d".formatted(n)),
                        "initialStock",
                        1_000_000))
                .toList();
        return create(products, staff).get();
    }

    /** Creates products from their inputs, and answers with their ids. */
    static EntityList<String> create(List<? extends Map<String, ?>> products, Client staff) {
        return staff.mutate(
                        "createProducts",
                        Map.of(
                                "products",
                                products,
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "results { product { id } }")
                .path("createProducts.results[*].product.id")
                .entityList(String.class);
    }

    private static List<Customer> customers(Client staff, int number) {
        var users = IntStream.range(0, number)
                .mapToObj(n -> Map.of(
                        "username", "buyer_" + n, "email", "buyer%d@example.com".formatted(n), "password", PASSWORD))
                .toList();
        staff.mutate(
                        "createUsers",
                        Map.of(
                                "users",
                                users,
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "createdCount")
                .path("createUsers.createdCount")
                .entity(Integer.class)
                .isEqualTo(number);
        var customers = new ArrayList<Customer>();
        for (int n = 0; n < number; n++) {
            var buyer = Client.of(staff.address(), null).logIn("buyer_" + n, PASSWORD);
            customers.add(new Customer(token(buyer), account(buyer)));
        }
        return List.copyOf(customers);
    }

    private static String account(Client buyer) {
        return buyer.mutate(
                        "openAccount",
                        Map.of(
                                "name", "Savings",
                                "currencyCode", "EUR",
                                "idempotencyKey", UUID.randomUUID().toString()),
                        "account { id }")
                .path("openAccount.account.id")
                .entity(String.class)
                .get();
    }
}
