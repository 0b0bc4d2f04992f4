package dev.daybook.graphql.users;

import static dev.daybook.support.Answers.userErrors;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.ProductId;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.OrderCommand.PlaceOrder;
import dev.daybook.ordering.OrderId;
import dev.daybook.ordering.OrderView;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.support.AccountDriver;
import dev.daybook.support.Answers;
import dev.daybook.support.Client;
import dev.daybook.support.DatabaseDump;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.UserCommand.RecordLogIn;
import dev.daybook.users.UserId;
import dev.daybook.users.UserStatus;
import dev.daybook.users.UserView;
import dev.daybook.users.Users;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** U12: what is left of a person who is erased. */
@HonestShopTest
@SecondLane
class ErasureTests {
    private static final String ORDER = """
            number status version total { amount } lines { productName quantity lineTotal { amount } }
            placedAt updatedAt""";

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Commands commands;

    @Autowired
    Users users;

    @Autowired
    PointInTimeRows past;

    @Autowired
    Cache aggregates;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    JdbcAggregateOperations rows;

    private String word;
    private Client ada;
    private String id;

    /** Everything that the shop ever hears of Ada holds one word that nobody else uses. */
    @BeforeEach
    void ada_has_lived_in_the_shop() {
        word = "q" + shop.unique("z").replace("-", "").toLowerCase(Locale.ROOT);
        shop.anonymous()
                .mutate(
                        "registerUser",
                        Map.of(
                                "username", word + "_first",
                                "email", word + "@first.example.com",
                                "password", Shop.PASSWORD,
                                "fullName", "Ada " + word,
                                "bio", "I am " + word),
                        "user { id }")
                .path("registerUser.userErrors")
                .entityList(Object.class)
                .hasSize(0);
        ada = shop.anonymous().logIn(word + "_first", Shop.PASSWORD);
        id = ada.myId();
        assertThat(userErrors(
                        ada.mutate(
                                "updateProfile",
                                Map.of("username", word, "email", word + "@example.com", "bio", "Still " + word),
                                "user { id }"),
                        "updateProfile"))
                .isEmpty();
        var reason = Map.of("userId", id, "reason", word + " asked for a break");
        assertThat(userErrors(shop.staff().mutate("deactivateUser", reason, "user { id }"), "deactivateUser"))
                .isEmpty();
        assertThat(userErrors(shop.staff().mutate("reactivateUser", reason, "user { id }"), "reactivateUser"))
                .isEmpty();
        ada = shop.anonymous().logIn(word + "@example.com", Shop.PASSWORD);
        shop.anonymous().mutate("logIn", Map.of("login", word, "password", "Wrong-password-1"), "user { id }");
        order("order of " + word);
    }

    @Test
    void no_column_of_the_database_contains_a_trace_of_an_erased_person() {
        aSnapshotIsTaken();
        assertThat(DatabaseDump.of(jdbc).linesWith(word))
                .as(
                        "only what is shown, and what the client chose itself, is in the clear as long as the person is there")
                .allMatch(line -> line.startsWith("users: ")
                        || line.startsWith("orders: ")
                        || line.startsWith("idempotency_keys: "))
                .hasSize(3);
        var before = ordersOf(shop.staff());

        var erased = shop.admin().mutate("eraseUser", eraseInput(id), "erasedUserId idempotentReplay");
        erased.path("eraseUser.erasedUserId").entity(String.class).isEqualTo(id);

        assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
        assertThat(DatabaseDump.of(jdbc).linesWith(uuid().toString()))
                .as("but that there was somebody")
                .isNotEmpty();
        assertThat(ordersOf(shop.staff())).isEqualTo(before);
    }

    @Test
    void users_erase_themselves_with_their_password() {
        assertThat(userErrors(ada.mutate("eraseUser", eraseInput(id), "erasedUserId"), "eraseUser"))
                .containsExactly("INVALID_CREDENTIALS input.currentPassword");
        assertThat(userErrors(ada.mutate("eraseUser", eraseInput(id, "Wrong-password-1"), "erasedUserId"), "eraseUser"))
                .containsExactly("INVALID_CREDENTIALS input.currentPassword");
        assertThat(status()).isEqualTo(UserStatus.ACTIVE);
        assertThat(userErrors(ada.mutate("eraseUser", eraseInput(id, Shop.PASSWORD), "erasedUserId"), "eraseUser"))
                .isEmpty();
        assertThat(status()).isEqualTo(UserStatus.ERASED);
    }

    @Test
    void only_an_administrator_erases_others() {
        for (var client : List.of(shop.newCustomer(), shop.staff())) {
            assertThat(Answers.codes(client.mutate("eraseUser", eraseInput(id, Shop.PASSWORD), "erasedUserId")))
                    .containsExactly("FORBIDDEN");
        }
        assertThat(status()).isEqualTo(UserStatus.ACTIVE);
    }

    @Test
    @SuppressWarnings("rawtypes")
    void an_erased_user_is_shown_without_anything_personal() {
        erase();
        var answer = shop.staff().run("""
                        query ($id: ID!) { user(by: {id: $id}) {
                          id username email fullName bio role status isActive lastLoginAt } }""", Map.of("id", id));
        answer.path("user.status").entity(String.class).isEqualTo("ERASED");
        answer.path("user.isActive").entity(Boolean.class).isEqualTo(false);
        answer.path("user.username").entity(String.class).matches(name -> name.matches("erased_[0-9a-f]{32}"));
        for (var field : List.of("email", "fullName", "bio", "lastLoginAt")) {
            answer.path("user." + field).valueIsNull();
        }
        for (var by : List.of(Map.of("username", word), Map.of("email", word + "@example.com"))) {
            shop.staff()
                    .run("query ($by: UserIdentifier!) { user(by: $by) { id } }", Map.of("by", by))
                    .path("user")
                    .valueIsNull();
        }
        shop.staff()
                .run(
                        "query ($id: ID!) { orders(filter: {userId: $id}) { nodes { user { id } shippingAddress } } }",
                        Map.of("id", id))
                .path("orders.nodes[*]")
                .entityList(Map.class)
                .satisfies(orders -> assertThat(orders).isNotEmpty().allSatisfy(order -> {
                    assertThat(order.get("user")).isNull();
                    assertThat(order.get("shippingAddress")).isNull();
                }));
    }

    @Test
    void an_erased_user_is_out_at_once_and_cannot_come_back() {
        var refreshToken = shop.anonymous()
                .mutate("logIn", Map.of("login", word, "password", Shop.PASSWORD), "session { refreshToken }")
                .path("logIn.session.refreshToken")
                .entity(String.class)
                .get();
        erase();
        assertThat(ada.isSignedIn()).isFalse();
        assertThat(userErrors(
                        shop.anonymous()
                                .mutate(
                                        "refreshSession",
                                        Map.of("refreshToken", refreshToken),
                                        "session { accessToken }"),
                        "refreshSession"))
                .containsExactly("TOKEN_INVALID input.refreshToken");
        assertThat(userErrors(
                        shop.anonymous()
                                .mutate("logIn", Map.of("login", word, "password", Shop.PASSWORD), "user { id }"),
                        "logIn"))
                .containsExactly("INVALID_CREDENTIALS");
    }

    @Test
    void the_name_and_the_address_are_free_again() {
        erase();
        assertThat(userErrors(
                        shop.anonymous()
                                .mutate(
                                        "registerUser",
                                        Map.of(
                                                "username",
                                                word,
                                                "email",
                                                word + "@example.com",
                                                "password",
                                                Shop.PASSWORD),
                                        "user { id }"),
                        "registerUser"))
                .isEmpty();
    }

    @Test
    void events_that_cannot_be_read_any_more_are_still_loaded_and_make_the_same_rows() {
        aSnapshotIsTaken();
        erase();
        aggregates.removeAll();
        for (var mutation : List.of("deactivateUser", "reactivateUser")) {
            assertThat(userErrors(shop.staff().mutate(mutation, Map.of("userId", id), "user { id }"), mutation))
                    .containsExactly("ERASED input.userId");
        }
        jdbc.sql("delete from snapshots where aggregate_id = ?")
                .param(uuid().toString())
                .update();
        aggregates.removeAll();
        assertThat(userErrors(shop.admin().mutate("eraseUser", eraseInput(id), "erasedUserId"), "eraseUser"))
                .containsExactly("ERASED input.userId");
        assertThat(past.rowOf(UserView.class, uuid(), uuid().toString(), Instant.now()))
                .isEqualTo(users.findById(uuid()));

        var order = shop.staff()
                .run("query ($id: ID!) { orders(filter: {userId: $id}, first: 1) { nodes { id } } }", Map.of("id", id))
                .path("orders.nodes[0].id")
                .entity(String.class)
                .get();
        var cancelled = shop.staff()
                .mutate("cancelOrder", Map.of("orderId", order, "idempotencyKey", "after-erasure"), "order { status }");
        cancelled.path("cancelOrder.order.status").entity(String.class).isEqualTo("CANCELLED");
        var orderId = GlobalId.parse("Order", order).orElseThrow();
        assertThat(past.rowOf(OrderView.class, orderId, orderId.toString(), Instant.now())
                        .orElseThrow()
                        .shippingAddress())
                .isNull();
    }

    @Test
    void the_past_of_an_erased_user_is_erased_too() {
        var then = Instant.now();
        var query = "query ($id: ID!, $then: DateTime!) { user(by: {id: $id}, asOf: $then) { username email status } }";
        shop.staff()
                .run(query, Map.of("id", id, "then", then.toString()))
                .path("user.email")
                .entity(String.class)
                .isEqualTo(word + "@example.com");
        erase();
        var answer = shop.staff().run(query, Map.of("id", id, "then", then.toString()));
        answer.path("user.status").entity(String.class).isEqualTo("ACTIVE");
        answer.path("user.email").valueIsNull();
        answer.path("user.username").entity(String.class).matches(name -> name.startsWith("erased_"));
    }

    @Test
    void a_lost_answer_can_be_asked_for_again() {
        var input = eraseInput(id);
        shop.admin().mutate("eraseUser", input, "erasedUserId");
        var reload = shop.admin().mutate("eraseUser", input, "erasedUserId idempotentReplay");
        reload.path("eraseUser.erasedUserId").entity(String.class).isEqualTo(id);
        reload.path("eraseUser.idempotentReplay").entity(Boolean.class).isEqualTo(true);
    }

    @Test
    void an_account_loses_its_name_and_an_order_its_notes_but_what_was_paid_stays() {
        var accountDriver = new AccountDriver(shop);
        var account = accountDriver.newAccount(ada, "Savings of " + word, "EUR");
        shop.deposit(account, "100.00");
        var order = ada.newOrder(shop.newProduct(10));
        pay(order, account);
        var note = Map.of("text", "Call " + word);
        assertThat(userErrors(OrderDriver.act(shop.staff(), "addOrderNote", order, note), "addOrderNote"))
                .isEmpty();
        assertThat(notesOf(order)).containsExactly("Call " + word);
        assertThat(DatabaseDump.of(jdbc).linesWith(word)).noneMatch(line -> line.startsWith("domain_events: "));
        var before = moneyOf(account, order);

        erase();

        assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
        assertThat(notesOf(order)).containsExactly("");
        assertThat(moneyOf(account, order)).isEqualTo(before);
        var shown = shop.staff()
                .run("query ($id: ID!) { account(id: $id) { name owner { id } version } }", Map.of("id", account));
        shown.path("account.name").valueIsNull();
        shown.path("account.owner").valueIsNull();
        shown.path("account.version").entity(Long.class).isEqualTo(3L);
    }

    @Test
    void money_goes_back_into_the_account_of_somebody_who_was_erased_and_no_other_comes_in() {
        var accountDriver = new AccountDriver(shop);
        var account = accountDriver.newAccount(ada, "Savings of " + word, "EUR");
        shop.deposit(account, "20.00");
        var order = ada.newOrder(shop.newProduct(10));
        pay(order, account);
        aggregates.removeAll();
        erase();

        assertThat(userErrors(new OrderDriver(shop).refund(order, "2.50"), "refundOrder"))
                .isEmpty();
        aggregates.removeAll();
        assertThat(userErrors(OrderDriver.act(shop.staff(), "cancelOrder", order, Map.of()), "cancelOrder"))
                .isEmpty();

        assertThat(new OrderDriver(shop).balanceOf(account)).isEqualTo("20.00");
        assertThat(userErrors(accountDriver.deposit(account, Map.of()), "depositFunds"))
                .containsExactly("NOT_FOUND input.accountId");
        assertThat(new OrderDriver(shop).balanceOf(account)).isEqualTo("20.00");
        assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
        var row = GlobalId.parse("Account", account).orElseThrow();
        assertThat(past.rowOf(AccountView.class, row, new AccountId(row).toString(), Instant.now()))
                .contains(Objects.requireNonNull(rows.findById(row, AccountView.class)));
    }

    @Test
    void an_account_that_is_opened_while_its_owner_is_erased_keeps_no_name() throws Exception {
        for (int round = 0; round < 3; round++) {
            ada_has_lived_in_the_shop();
            var owner = new UserId(uuid());
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    threads.submit(() -> commands.send(
                            new OpenAccount(
                                    AccountId.random(), owner, "Savings of " + word, Currency.getInstance("EUR")),
                            new Actor.User(owner)));
                }
                threads.submit(this::erase);
            }
            assertThat(status()).isEqualTo(UserStatus.ERASED);
            assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
        }
    }

    @Test
    void an_order_that_is_placed_while_its_customer_is_erased_keeps_no_address() throws Exception {
        for (int round = 0; round < 5; round++) {
            ada_has_lived_in_the_shop();
            var product = shop.newProduct(20);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 4; i++) {
                    threads.submit(() -> commands.send(
                            new PlaceOrder(
                                    OrderId.random(),
                                    new UserId(uuid()),
                                    new TreeMap<>(Map.of(
                                            new ProductId(GlobalId.parse("Product", product)
                                                    .orElseThrow()),
                                            1)),
                                    word + " Street 1",
                                    null),
                            new Actor.User(new UserId(uuid()))));
                }
                threads.submit(this::erase);
            }
            assertThat(status()).isEqualTo(UserStatus.ERASED);
            assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
        }
    }

    @Test
    void an_order_that_goes_on_while_its_customer_is_erased_does_not_bring_the_address_back() throws Exception {
        var order = ada.run("{ me { orders(first: 1) { nodes { id } } } }")
                .path("me.orders.nodes[0].id")
                .entity(String.class)
                .get();
        var row = GlobalId.parse("Order", order).orElseThrow();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            new TransactionTemplate(transactions).executeWithoutResult(_ -> {
                jdbc.sql("select 1 from orders where id = ? for update")
                        .param(row)
                        .query()
                        .singleValue();
                threads.submit(this::erase);
                awaitWaiting(1);
                threads.submit(() -> shop.staff()
                        .mutate("confirmOrder", Map.of("orderId", order, "idempotencyKey", order), "order { id }"));
                awaitWaiting(2);
            });
        }
        assertThat(status()).isEqualTo(UserStatus.ERASED);
        assertThat(jdbc.sql("select status from orders where id = ?")
                        .param(row)
                        .query(String.class)
                        .single())
                .isEqualTo("CONFIRMED");
        assertThat(DatabaseDump.of(jdbc).linesWith(word)).isEmpty();
    }

    private void pay(String order, String account) {
        assertThat(userErrors(OrderDriver.pay(ada, order, account, "12.50"), "payOrder"))
                .isEmpty();
    }

    private List<String> notesOf(String order) {
        return shop.staff()
                .run("""
                        query ($id: ID!) { order(by: {id: $id}) {
                          timeline { nodes { ... on OrderNoteEntry { text } } } } }""", Map.of("id", order))
                .path("order.timeline.nodes[*].text")
                .entityList(String.class)
                .get();
    }

    private Object moneyOf(String account, String order) {
        var answer = shop.staff().run("""
                        query ($account: ID!, $order: ID!) {
                          account(id: $account) { balance { amount currencyCode }
                            entries { nodes { id kind amount { amount } balanceAfter { amount } reference occurredAt } } }
                          order(by: {id: $order}) {
                            %s paid { amount } refunded { amount } payments { id method amount { amount } } } }""".formatted(ORDER), Map.of("account", account, "order", order));
        return List.of(
                answer.path("account").entity(Map.class).get(),
                answer.path("order").entity(Map.class).get());
    }

    private void awaitWaiting(int transactions) {
        Awaitility.await().until(() -> jdbc.sql("""
                        select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()""").query(Integer.class).single() >= transactions);
    }

    private void erase() {
        assertThat(userErrors(shop.admin().mutate("eraseUser", eraseInput(id), "erasedUserId"), "eraseUser"))
                .isEmpty();
    }

    private void order(String key) {
        assertThat(userErrors(
                        ada.mutate(
                                "placeOrder",
                                Map.of(
                                        "lines",
                                        List.of(Map.of("productId", shop.newProduct(10), "quantity", 2)),
                                        "shippingAddress",
                                        word + " Row 12, London",
                                        "idempotencyKey",
                                        key),
                                "order { id }"),
                        "placeOrder"))
                .isEmpty();
    }

    private Object ordersOf(Client staff) {
        return staff.run(
                        "query ($id: ID!) { orders(filter: {userId: $id}) { nodes { %s } } }".formatted(ORDER),
                        Map.of("id", id))
                .path("orders.nodes")
                .entityList(Map.class)
                .get();
    }

    /** Every hundredth event of an aggregate asks for one. */
    private void aSnapshotIsTaken() {
        var user = new UserId(uuid());
        for (int i = 0; i < 110; i++) {
            commands.send(new RecordLogIn(user), new Actor.User(user));
        }
        Awaitility.await()
                .until(() -> jdbc.sql("select count(*) from snapshots where aggregate_id = ?")
                                .param(user.toString())
                                .query(Integer.class)
                                .single()
                        > 0);
    }

    private UserStatus status() {
        return users.findById(uuid()).orElseThrow().status();
    }

    private UUID uuid() {
        return GlobalId.parse("User", id).orElseThrow();
    }

    private static Map<String, String> eraseInput(String id) {
        return Map.of("userId", id, "idempotencyKey", UUID.randomUUID().toString());
    }

    private static Map<String, String> eraseInput(String id, String password) {
        return Map.of(
                "userId",
                id,
                "currentPassword",
                password,
                "idempotencyKey",
                UUID.randomUUID().toString());
    }
}
