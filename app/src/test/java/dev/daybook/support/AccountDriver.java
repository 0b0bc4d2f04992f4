package dev.daybook.support;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.graphql.test.tester.GraphQlTester.Response;

/** Opens accounts and moves money, over HTTP. */
public record AccountDriver(Shop shop) {
    private static final String ACCOUNT =
            "idempotentReplay account { id name version balance { amount currencyCode } }";

    public static Map<String, String> money(String amount, String currency) {
        return Map.of("amount", amount, "currencyCode", currency);
    }

    /** Asks for an account in EUR, or what else is said. */
    public Response open(Client client, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(Map.of("name", "Savings", "currencyCode", "EUR"));
        whole.putAll(input);
        return client.mutate("openAccount", whole, ACCOUNT);
    }

    /** The global id of a new account with nothing in it. */
    public String newAccount(Client owner, String name, String currency) {
        return open(owner, Map.of("name", name, "currencyCode", currency))
                .path("openAccount.account.id")
                .entity(String.class)
                .get();
    }

    /** Asks the staff to take in 10.00 EUR of cash, or what else is said. */
    public Response deposit(String account, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(Map.of(
                "accountId",
                account,
                "amount",
                CatalogDriver.euros("10.00"),
                "reference",
                "cash",
                "idempotencyKey",
                UUID.randomUUID().toString()));
        whole.putAll(input);
        return shop.staff().mutate("depositFunds", whole, "idempotentReplay " + ACCOUNT);
    }

    /** Asks to move so many EUR, unless something else is said. */
    public Response transfer(Client sender, String from, String to, String amount, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(Map.of(
                "fromAccountId",
                from,
                "toAccountId",
                to,
                "amount",
                CatalogDriver.euros(amount),
                "idempotencyKey",
                UUID.randomUUID().toString()));
        whole.putAll(input);
        return sender.mutate("transferFunds", whole, "idempotentReplay transfer { id }");
    }
}
