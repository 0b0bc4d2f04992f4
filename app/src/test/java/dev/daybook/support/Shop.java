package dev.daybook.support;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductName;
import dev.daybook.catalog.product.Sku;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.security.Sessions;
import dev.daybook.users.Email;
import dev.daybook.users.Password;
import dev.daybook.users.PasswordHash;
import dev.daybook.users.Passwords;
import dev.daybook.users.Profile;
import dev.daybook.users.Role;
import dev.daybook.users.UserCommand.RegisterUser;
import dev.daybook.users.UserId;
import dev.daybook.users.Username;
import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The running shop, as its tests use it: people to act as, and things to act on. */
public final class Shop {
    public static final String PASSWORD = "Correct-horse-1";

    private final AtomicInteger names = new AtomicInteger();
    private final Map<Role, Client> clients = new ConcurrentHashMap<>();
    private final Client anonymous;
    private final Commands commands;
    private final Sessions sessions;
    private final PasswordHash hash;

    Shop(int port, Commands commands, Sessions sessions, Passwords passwords) {
        this.anonymous = Client.of("http://localhost:" + port);
        this.commands = commands;
        this.sessions = sessions;
        this.hash = passwords.hash(new Password(PASSWORD));
    }

    public Client anonymous() {
        return anonymous;
    }

    /** The same member of staff for all tests. */
    public Client staff() {
        return clients.computeIfAbsent(Role.STAFF, this::newUser);
    }

    /** The same administrator for all tests, who is never deactivated. */
    public Client admin() {
        return clients.computeIfAbsent(Role.ADMIN, this::newUser);
    }

    public Client newCustomer() {
        return newUser(Role.CUSTOMER);
    }

    public Client newCustomer(String name) {
        return newUser(name, Role.CUSTOMER);
    }

    public Client newUser(Role role) {
        return newUser(unique("user"), role);
    }

    /** Registered by a command and signed in by the shop itself: a password costs a core some 80 ms each time. */
    private Client newUser(String name, Role role) {
        var id = UserId.random();
        commands.send(
                new RegisterUser(
                        id, new Profile(new Username(name), new Email(name + "@example.com"), null, null), role, hash),
                new Actor.System("test"));
        return anonymous.with(sessions.open(id).accessToken());
    }

    /** A word that no other test uses. */
    public String unique(String word) {
        return word + names.incrementAndGet() + "x"
                + UUID.randomUUID().toString().substring(0, 6);
    }

    /** The global id of a new account with so many EUR in it. */
    public String newAccount(Client owner, String balance) {
        var account = owner.mutate("openAccount", Map.of("name", "Savings", "currencyCode", "EUR"), "account { id }")
                .path("openAccount.account.id")
                .entity(String.class)
                .get();
        if (new BigDecimal(balance).signum() > 0) {
            deposit(account, balance);
        }
        return account;
    }

    /** Deposits an amount in EUR. */
    public void deposit(String account, String amount) {
        staff().mutate(
                        "depositFunds",
                        Map.of(
                                "accountId",
                                account,
                                "amount",
                                CatalogDriver.euros(amount),
                                "reference",
                                "cash",
                                "idempotencyKey",
                                UUID.randomUUID().toString()),
                        "account { id }")
                .path("depositFunds.account.id")
                .entity(String.class);
    }

    /** The global id of a new product at 12.50 EUR. */
    public String newProduct(int stock) {
        return catalog().newProduct(Map.of("initialStock", stock));
    }

    /** A new notebook at 12.50 EUR, made by a command rather than over HTTP. */
    public ProductId newNotebook(int stock) {
        var id = ProductId.random();
        var name = unique("notebook");
        commands.send(
                new CreateProduct(
                        id,
                        new ProductName(name),
                        null,
                        new Sku(name),
                        null,
                        Price.of("12.50", "EUR"),
                        null,
                        stock,
                        2,
                        true),
                new Actor.System("test"));
        return id;
    }

    public CatalogDriver catalog() {
        return new CatalogDriver(this);
    }

    public int availableOf(String product) {
        return staff().run("query ($id: ID!) { product(by: {id: $id}) { stock { available } } }", Map.of("id", product))
                .path("product.stock.available")
                .entity(Integer.class)
                .get();
    }
}
