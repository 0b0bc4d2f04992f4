package dev.daybook.graphql.ordering;

import static dev.daybook.support.AccountDriver.money;
import static dev.daybook.support.Answers.codes;
import static dev.daybook.support.Answers.userErrors;
import static dev.daybook.support.CatalogDriver.euros;
import static dev.daybook.support.Concurrently.atOnce;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.support.AccountDriver;
import dev.daybook.support.Client;
import dev.daybook.support.HonestShopTest;
import dev.daybook.support.OrderDriver;
import dev.daybook.support.SecondLane;
import dev.daybook.support.Shop;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HonestShopTest
@SecondLane
class AccountApiTests {
    private static final String ENTRIES = """
            query ($id: ID!, $first: Int, $after: String) { account(id: $id) { entries(first: $first, after: $after) {
              totalCount pageInfo { hasNextPage endCursor }
              nodes { id kind amount { amount } balanceAfter { amount } reference occurredAt } } } }""";

    @Autowired
    Shop shop;

    @Autowired
    Commands commands;

    @Autowired
    JdbcClient jdbc;

    private AccountDriver accountDriver;
    private OrderDriver orderDriver;
    private Client ada;
    private Client bob;

    @BeforeEach
    void open() {
        accountDriver = new AccountDriver(shop);
        orderDriver = new OrderDriver(shop);
        ada = shop.newCustomer();
        bob = shop.newCustomer();
    }

    @Test
    void an_account_is_opened_with_nothing_in_it() {
        var account = accountDriver.newAccount(ada, "Holidays", "CHF");
        var answer = ada.run("""
                query ($id: ID!, $now: DateTime!) { account(id: $id) {
                  id name version createdAt updatedAt owner { id } balance { amount currencyCode }
                  balanceAsOf(at: $now) { amount currencyCode } entries { totalCount nodes { id } } } }""", Map.of("id", account, "now", Instant.now().toString()));
        answer.path("account.id").entity(String.class).isEqualTo(account);
        answer.path("account.name").entity(String.class).isEqualTo("Holidays");
        answer.path("account.version").entity(Long.class).isEqualTo(1L);
        answer.path("account.owner.id").entity(String.class).isEqualTo(ada.myId());
        for (var balance : List.of("balance", "balanceAsOf")) {
            answer.path("account." + balance).entity(Map.class).isEqualTo(money("0.00", "CHF"));
        }
        answer.path("account.entries").entity(Map.class).isEqualTo(Map.of("totalCount", 0, "nodes", List.of()));
    }

    @Test
    void an_account_has_a_name_of_1_to_100_characters_and_a_currency_that_there_is() {
        assertThat(openingErrors(ada, Map.of("name", ""))).containsExactly("BLANK input.name");
        assertThat(openingErrors(ada, Map.of("name", " "))).containsExactly("BLANK input.name");
        assertThat(openingErrors(ada, Map.of("name", "n".repeat(101)))).containsExactly("TOO_LONG input.name");
        assertThat(openingErrors(ada, Map.of("currencyCode", "ZZZ")))
                .containsExactly("INVALID_FORMAT input.currencyCode");
        assertThat(openingErrors(ada, Map.of("name", "", "currencyCode", "ZZZ")))
                .containsExactly("BLANK input.name", "INVALID_FORMAT input.currencyCode");
        assertThat(accountsOf(ada)).isEmpty();
        assertThat(openingErrors(ada, Map.of("name", "n".repeat(100)))).isEmpty();
        assertThat(codes(accountDriver.open(ada, Map.of("currencyCode", "eur"))))
                .containsExactly("BAD_REQUEST");
        assertThat(codes(accountDriver.open(shop.anonymous(), Map.of()))).containsExactly("UNAUTHENTICATED");
    }

    @Test
    void an_account_is_opened_once_per_idempotency_key_and_each_time_without_one() {
        var key = Map.of("idempotencyKey", UUID.randomUUID().toString());
        var opened = accountDriver.open(ada, key);
        opened.path("openAccount.idempotentReplay").entity(Boolean.class).isEqualTo(false);
        var again = accountDriver.open(ada, key);
        again.path("openAccount.idempotentReplay").entity(Boolean.class).isEqualTo(true);
        again.path("openAccount.account.id")
                .entity(String.class)
                .isEqualTo(opened.path("openAccount.account.id")
                        .entity(String.class)
                        .get());
        assertThat(accountsOf(ada)).hasSize(1);

        var other = new HashMap<String, Object>(key);
        other.put("name", "Another");
        assertThat(openingErrors(ada, other)).containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        var none = new HashMap<String, Object>();
        none.put("idempotencyKey", null);
        assertThat(openingErrors(ada, none)).isEmpty();
        assertThat(openingErrors(ada, Map.of())).isEmpty();
        assertThat(accountsOf(ada)).hasSize(3);
    }

    @Test
    void only_the_staff_open_accounts_for_others() {
        assertThat(codes(accountDriver.open(bob, Map.of("ownerId", ada.myId()))))
                .containsExactly("FORBIDDEN");
        assertThat(codes(accountDriver.open(bob, Map.of("ownerId", "nonsense"))))
                .containsExactly("FORBIDDEN");
        assertThat(openingErrors(bob, Map.of("ownerId", bob.myId()))).isEmpty();
        assertThat(openingErrors(shop.staff(), Map.of("ownerId", ada.myId(), "name", "From the shop")))
                .isEmpty();
        assertThat(accountsOf(ada)).containsExactly("From the shop");
        assertThat(accountsOf(bob)).hasSize(1);
    }

    @Test
    void only_active_users_get_an_account() {
        var deactivated = deactivated(bob.myId());
        var erased = ada.myId();
        erase(erased);
        for (var owner : List.of(deactivated, erased, "nonsense", new GlobalId("User", UUID.randomUUID()).toString())) {
            assertThat(openingErrors(shop.staff(), Map.of("ownerId", owner)))
                    .containsExactly("NOT_FOUND input.ownerId");
        }
    }

    @Test
    void accounts_are_listed_in_the_order_in_which_they_were_opened() {
        var names = List.of("Zebra", "Antelope", "Zebra", "Mule");
        names.forEach(name -> accountDriver.newAccount(ada, name, "EUR"));
        assertThat(accountsOf(ada)).isEqualTo(names);
        shop.staff()
                .run("query ($id: ID!) { user(by: {id: $id}) { accounts { name } } }", Map.of("id", ada.myId()))
                .path("user.accounts[*].name")
                .entityList(String.class)
                .isEqualTo(names);
    }

    @Test
    void to_a_stranger_an_account_is_as_if_it_were_not_there() {
        var account = shop.newAccount(ada, "5.00");
        var entry = entries(account).getFirst().id();
        var query = "query ($id: ID!, $entry: ID!) { account(id: $id) { id } nodes(ids: [$id, $entry]) { id } }";
        var variables = Map.of("id", account, "entry", entry);
        var strange = bob.run(query, variables);
        strange.path("account").valueIsNull();
        strange.path("nodes[0]").valueIsNull();
        strange.path("nodes[1]").valueIsNull();
        for (var client : List.of(ada, shop.staff())) {
            var seen = client.run(query, variables);
            seen.path("account.id").entity(String.class).isEqualTo(account);
            seen.path("nodes[*].id").entityList(String.class).containsExactly(account, entry);
        }
        ada.run("{ account(id: \"nonsense\") { id } }").path("account").valueIsNull();
        assertThat(codes(shop.anonymous().run("query ($id: ID!) { account(id: $id) { id } }", Map.of("id", account))))
                .containsExactly("UNAUTHENTICATED");
    }

    @Test
    void a_deposit_is_in_the_account() {
        var account = shop.newAccount(ada, "0");
        var answer = accountDriver.deposit(account, Map.of("amount", euros("12.50"), "reference", "cash of Monday"));
        answer.path("depositFunds.account.balance").entity(Map.class).isEqualTo(euros("12.50"));
        answer.path("depositFunds.account.version").entity(Long.class).isEqualTo(2L);
        answer.path("depositFunds.idempotentReplay").entity(Boolean.class).isEqualTo(false);
        assertThat(entries(account)).extracting(Entry::text).containsExactly("DEPOSIT 12.50 → 12.50, cash of Monday");
    }

    @Test
    void a_refused_deposit_names_its_reason() {
        var account = shop.newAccount(ada, "0");
        for (var amount : List.of("0", "0.00", "-5.00")) {
            assertThat(depositErrors(account, Map.of("amount", euros(amount))))
                    .containsExactly("OUT_OF_RANGE input.amount");
        }
        assertThat(depositErrors(account, Map.of("amount", euros("0.001"))))
                .containsExactly("INVALID_FORMAT input.amount");
        assertThat(depositErrors(account, Map.of("amount", money("1.00", "ZZZ"))))
                .containsExactly("INVALID_FORMAT input.amount");
        assertThat(depositErrors(account, Map.of("amount", money("1.00", "USD"))))
                .containsExactly("CURRENCY_MISMATCH input.accountId");
        assertThat(depositErrors(account, Map.of("reference", " "))).containsExactly("BLANK input.reference");
        assertThat(depositErrors(account, Map.of("reference", "r".repeat(201))))
                .containsExactly("TOO_LONG input.reference");
        assertThat(depositErrors(account, Map.of("amount", euros("0"), "reference", "")))
                .containsExactly("OUT_OF_RANGE input.amount", "BLANK input.reference");
        assertThat(depositErrors("nonsense", Map.of())).containsExactly("NOT_FOUND input.accountId");
        assertThat(depositErrors(unknownAccount(), Map.of())).containsExactly("NOT_FOUND input.accountId");
        assertThat(orderDriver.balanceOf(account)).isEqualTo("0.00");
        assertThat(entries(account)).isEmpty();
    }

    @Test
    void only_the_staff_deposit_and_only_for_those_who_are_active() {
        var account = shop.newAccount(ada, "0");
        var input = Map.of("accountId", account, "amount", euros("1.00"), "reference", "magic", "idempotencyKey", "k");
        assertThat(codes(ada.mutate("depositFunds", input, "account { id }"))).containsExactly("FORBIDDEN");
        deactivated(ada.myId());
        assertThat(depositErrors(account, Map.of())).containsExactly("NOT_FOUND input.accountId");
    }

    @Test
    void a_deposit_that_is_repeated_is_made_once() {
        var account = shop.newAccount(ada, "0");
        var key = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            var answer = accountDriver.deposit(account, Map.of("idempotencyKey", key));
            answer.path("depositFunds.account.balance.amount")
                    .entity(String.class)
                    .isEqualTo("10.00");
            answer.path("depositFunds.idempotentReplay").entity(Boolean.class).isEqualTo(i == 1);
        }
        assertThat(depositErrors(account, Map.of("idempotencyKey", key, "amount", euros("10.01"))))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        assertThat(entries(account)).hasSize(1);
    }

    @Test
    void no_account_takes_in_more_than_an_amount_can_say() {
        var full = shop.newAccount(ada, "9999999999999999.99");
        var other = shop.newAccount(bob, "0.01");
        assertThat(depositErrors(full, Map.of("amount", euros("0.01"))))
                .containsExactly("OUT_OF_RANGE input.accountId");
        assertThat(depositErrors(other, Map.of("amount", euros("10000000000000000"))))
                .containsExactly("OUT_OF_RANGE input.amount");
        assertThat(transferErrors(bob, other, full, "0.01")).containsExactly("OUT_OF_RANGE input.toAccountId");
        assertThat(orderDriver.balanceOf(full)).isEqualTo("9999999999999999.99");
        assertThat(orderDriver.balanceOf(other)).isEqualTo("0.01");
    }

    @Test
    void a_transfer_writes_an_entry_on_both_sides() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "1.00");
        var input = new HashMap<String, Object>(
                Map.of("fromAccountId", from, "toAccountId", to, "amount", euros("12.50"), "idempotencyKey", "rent"));
        input.put("reference", "Rent of May");
        var answer = ada.mutate(
                "transferFunds",
                input,
                "idempotentReplay transfer { id from { id balance { amount } } to { id } amount { amount currencyCode } reference createdAt }");
        answer.path("transferFunds.transfer.from.id").entity(String.class).isEqualTo(from);
        answer.path("transferFunds.transfer.from.balance.amount")
                .entity(String.class)
                .isEqualTo("7.50");
        answer.path("transferFunds.transfer.to.id").entity(String.class).isEqualTo(to);
        answer.path("transferFunds.transfer.amount").entity(Map.class).isEqualTo(euros("12.50"));
        answer.path("transferFunds.transfer.reference").entity(String.class).isEqualTo("Rent of May");
        assertThat(entries(from))
                .extracting(Entry::text)
                .containsExactly("TRANSFER_OUT -12.50 → 7.50, Rent of May", "DEPOSIT 20.00 → 20.00, cash");
        assertThat(entries(to))
                .extracting(Entry::text)
                .containsExactly("TRANSFER_IN 12.50 → 13.50, Rent of May", "DEPOSIT 1.00 → 1.00, cash");
        assertThat(orderDriver.balanceOf(to)).isEqualTo("13.50");
    }

    @Test
    void money_goes_between_accounts_of_the_same_owner_in_either_direction_and_down_to_nothing() {
        var savings = shop.newAccount(ada, "5.00");
        var holidays = shop.newAccount(ada, "0");
        assertThat(transferErrors(ada, savings, holidays, "5.00")).isEmpty();
        assertThat(transferErrors(ada, holidays, savings, "2")).isEmpty();
        assertThat(orderDriver.balanceOf(savings)).isEqualTo("2.00");
        assertThat(orderDriver.balanceOf(holidays)).isEqualTo("3.00");
        assertThat(entries(savings))
                .extracting(Entry::text)
                .containsExactly(
                        "TRANSFER_IN 2.00 → 2.00, null",
                        "TRANSFER_OUT -5.00 → 0.00, null",
                        "DEPOSIT 5.00 → 5.00, cash");
    }

    @Test
    void a_transfer_that_is_refused_moves_nothing() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "20.00");
        var dollars = accountDriver.newAccount(bob, "Dollars", "USD");
        for (var amount : List.of("0", "-0.01", "-20.00")) {
            assertThat(transferErrors(ada, from, to, amount)).containsExactly("OUT_OF_RANGE input.amount");
        }
        assertThat(transferErrors(ada, from, to, "0.005")).containsExactly("INVALID_FORMAT input.amount");
        assertThat(transferErrors(ada, from, from, "1.00")).containsExactly("SAME_ACCOUNT input.toAccountId");
        assertThat(transferErrors(ada, from, dollars, "1.00")).containsExactly("CURRENCY_MISMATCH input.toAccountId");
        assertThat(userErrors(
                        accountDriver.transfer(ada, from, dollars, "1", Map.of("amount", money("1.00", "USD"))),
                        "transferFunds"))
                .containsExactly("CURRENCY_MISMATCH input.fromAccountId");
        for (var unknown : List.of("nonsense", unknownAccount())) {
            assertThat(transferErrors(ada, from, unknown, "1.00")).containsExactly("NOT_FOUND input.toAccountId");
            assertThat(transferErrors(ada, unknown, to, "1.00")).containsExactly("NOT_FOUND input.fromAccountId");
        }
        for (var reference : Map.of("", "BLANK", "r".repeat(201), "TOO_LONG").entrySet()) {
            assertThat(userErrors(
                            accountDriver.transfer(ada, from, to, "1.00", Map.of("reference", reference.getKey())),
                            "transferFunds"))
                    .containsExactly(reference.getValue() + " input.reference");
        }
        for (var account : List.of(from, to)) {
            assertThat(orderDriver.balanceOf(account)).isEqualTo("20.00");
            assertThat(entries(account)).hasSize(1);
        }
        assertThat(entries(dollars)).isEmpty();
    }

    @Test
    void more_than_there_is_cannot_be_sent() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        var answer = ada.mutate(
                "transferFunds",
                Map.of("fromAccountId", from, "toAccountId", to, "amount", euros("20.01"), "idempotencyKey", "k"),
                "transfer { id } short: userErrors { __typename ... on InsufficientFundsError { requested { amount } available { amount } } }");
        answer.path("transferFunds.transfer").valueIsNull();
        assertThat(userErrors(answer, "transferFunds")).containsExactly("INSUFFICIENT_FUNDS input.fromAccountId");
        answer.path("transferFunds.short")
                .entityList(Map.class)
                .containsExactly(Map.of(
                        "__typename",
                        "InsufficientFundsError",
                        "requested",
                        Map.of("amount", "20.01"),
                        "available",
                        Map.of("amount", "20.00")));
        assertThat(entries(from)).hasSize(1);
        assertThat(entries(to)).isEmpty();
    }

    @Test
    void only_the_owner_of_an_account_transfers_from_it() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        for (var thief : List.of(bob, shop.staff(), shop.admin())) {
            assertThat(transferErrors(thief, from, to, "1.00")).containsExactly("NOT_FOUND input.fromAccountId");
        }
        assertThat(codes(accountDriver.transfer(shop.anonymous(), from, to, "1.00", Map.of())))
                .containsExactly("UNAUTHENTICATED");
        assertThat(orderDriver.balanceOf(from)).isEqualTo("20.00");
        assertThat(entries(to)).isEmpty();
    }

    @Test
    void money_cannot_be_sent_to_an_inactive_user() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        deactivated(bob.myId());
        assertThat(transferErrors(ada, from, to, "1.00")).containsExactly("NOT_FOUND input.toAccountId");
        assertThat(orderDriver.balanceOf(from)).isEqualTo("20.00");
        assertThat(entries(to)).isEmpty();
    }

    @Test
    void a_transfer_that_is_repeated_moves_the_money_once() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        var transfers = new ArrayList<String>();
        for (int i = 0; i < 3; i++) {
            var answer = accountDriver.transfer(ada, from, to, "5.00", Map.of("idempotencyKey", "rent"));
            answer.path("transferFunds.idempotentReplay").entity(Boolean.class).isEqualTo(i > 0);
            transfers.add(answer.path("transferFunds.transfer.id")
                    .entity(String.class)
                    .get());
        }
        assertThat(transfers).containsOnly(transfers.getFirst());
        assertThat(userErrors(
                        accountDriver.transfer(ada, from, to, "5.01", Map.of("idempotencyKey", "rent")),
                        "transferFunds"))
                .containsExactly("IDEMPOTENCY_KEY_REUSED input.idempotencyKey");
        assertThat(orderDriver.balanceOf(from)).isEqualTo("15.00");
        assertThat(orderDriver.balanceOf(to)).isEqualTo("5.00");
    }

    @Test
    void a_key_whose_transfer_was_refused_is_free() {
        var from = shop.newAccount(ada, "1.00");
        var to = shop.newAccount(bob, "0");
        var input = Map.of("idempotencyKey", "rent");
        assertThat(userErrors(accountDriver.transfer(ada, from, to, "5.00", input), "transferFunds"))
                .containsExactly("INSUFFICIENT_FUNDS input.fromAccountId");
        shop.deposit(from, "4.00");
        assertThat(userErrors(accountDriver.transfer(ada, from, to, "5.00", input), "transferFunds"))
                .isEmpty();
    }

    @Test
    void twenty_transfers_with_one_key_at_once_are_one() throws Exception {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        var answers = atOnce(20, _ -> accountDriver.transfer(ada, from, to, "5.00", Map.of("idempotencyKey", "rent")));
        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(userErrors(answer, "transferFunds")).isEmpty());
        assertThat(orderDriver.balanceOf(from)).isEqualTo("15.00");
        assertThat(orderDriver.balanceOf(to)).isEqualTo("5.00");
    }

    @Test
    void entries_are_paged_newest_first() {
        var account = shop.newAccount(ada, "0");
        IntStream.rangeClosed(1, 5)
                .forEach(i -> accountDriver.deposit(
                        account, Map.of("amount", euros(i + ".00"), "reference", "deposit " + i)));
        var newest = List.of(
                "DEPOSIT 5.00 → 15.00, deposit 5",
                "DEPOSIT 4.00 → 10.00, deposit 4",
                "DEPOSIT 3.00 → 6.00, deposit 3",
                "DEPOSIT 2.00 → 3.00, deposit 2",
                "DEPOSIT 1.00 → 1.00, deposit 1");
        var seen = new ArrayList<String>();
        var sizes = new ArrayList<Integer>();
        var variables = new HashMap<String, Object>(Map.of("id", account, "first", 2));
        boolean more = true;
        while (more) {
            var page = ada.run(ENTRIES, variables);
            page.path("account.entries.totalCount").entity(Integer.class).isEqualTo(5);
            var entries =
                    page.path("account.entries.nodes").entityList(Entry.class).get();
            sizes.add(entries.size());
            entries.forEach(entry -> seen.add(entry.text()));
            more = page.path("account.entries.pageInfo.hasNextPage")
                    .entity(Boolean.class)
                    .get();
            variables.put(
                    "after",
                    page.path("account.entries.pageInfo.endCursor")
                            .entity(String.class)
                            .get());
        }
        assertThat(sizes).containsExactly(2, 2, 1);
        assertThat(seen).isEqualTo(newest);
        ada.run(
                        "query ($id: ID!) { account(id: $id) { entries(last: 2) { nodes { reference } } } }",
                        Map.of("id", account))
                .path("account.entries.nodes[*].reference")
                .entityList(String.class)
                .containsExactly("deposit 2", "deposit 1");
    }

    @Test
    void the_balance_of_any_time_is_that_after_the_last_entry_up_to_then() {
        var account = shop.newAccount(ada, "20.00");
        var other = shop.newAccount(bob, "0");
        assertThat(transferErrors(ada, account, other, "5.00")).isEmpty();
        assertThat(transferErrors(ada, account, other, "15.00")).isEmpty();
        var moments =
                entries(account).reversed().stream().map(Entry::occurredAt).toList();
        assertThat(balance(account, Instant.EPOCH)).isEqualTo("0.00");
        assertThat(balance(account, moments.get(0).minusNanos(1000))).isEqualTo("0.00");
        assertThat(balance(account, moments.get(0))).isEqualTo("20.00");
        assertThat(balance(account, moments.get(1).minusNanos(1000))).isEqualTo("20.00");
        assertThat(balance(account, moments.get(1))).isEqualTo("15.00");
        assertThat(balance(account, moments.get(2).minusNanos(1000))).isEqualTo("15.00");
        assertThat(balance(account, moments.get(2))).isEqualTo("0.00");
        assertThat(balance(account, Instant.parse("2999-01-01T00:00:00Z"))).isEqualTo("0.00");
        assertThat(balance(other, moments.get(0))).isEqualTo("0.00");
    }

    @Test
    void a_sender_sees_only_the_id_of_the_receiving_account() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "1.00");
        var transfer = transfer(ada, from, to, "5.00");
        var query = """
                query ($id: ID!, $now: DateTime!) { node(id: $id) { ... on Transfer { amount { amount }
                  from { ...all } to { ...all } } } }
                fragment all on Account { id name owner { id } balance { amount } balanceAsOf(at: $now) { amount }
                  entries { totalCount nodes { id } } }""";
        var variables = Map.of("id", transfer, "now", Instant.now().toString());
        for (var side : List.of("from", "to")) {
            var stranger = side.equals("from") ? bob : ada;
            var answer = stranger.run(query, variables);
            answer.path("node.amount.amount").entity(String.class).isEqualTo("5.00");
            answer.path("node." + side + ".id").entity(String.class).isEqualTo(side.equals("from") ? from : to);
            for (var field : List.of("name", "owner", "balance", "balanceAsOf")) {
                answer.path("node.%s.%s".formatted(side, field)).valueIsNull();
            }
            answer.path("node.%s.entries".formatted(side))
                    .entity(Map.class)
                    .isEqualTo(Map.of("totalCount", 0, "nodes", List.of()));
            for (var field : List.of("version", "createdAt", "updatedAt")) {
                var hidden =
                        "query ($id: ID!) { node(id: $id) { ... on Transfer { %s { %s } } } }".formatted(side, field);
                assertThat(codes(stranger.run(hidden, Map.of("id", transfer)))).containsExactly("FORBIDDEN");
            }
        }
        shop.staff()
                .run(query, variables)
                .path("node.to.owner.id")
                .entity(String.class)
                .isEqualTo(bob.myId());
    }

    @Test
    void a_transfer_is_seen_by_both_sides_and_by_nobody_else() {
        var transfer = transfer(ada, shop.newAccount(ada, "20.00"), shop.newAccount(bob, "0"), "5.00");
        var query = "query ($id: ID!) { node(id: $id) { id __typename } }";
        for (var client : List.of(ada, bob, shop.staff())) {
            client.run(query, Map.of("id", transfer))
                    .path("node")
                    .entity(Map.class)
                    .isEqualTo(Map.of("id", transfer, "__typename", "Transfer"));
        }
        for (var client : List.of(shop.newCustomer(), shop.anonymous())) {
            client.run(query, Map.of("id", transfer)).path("node").valueIsNull();
        }
    }

    @Test
    void an_entry_is_seen_by_the_owner_of_its_account_and_not_by_the_other_side() {
        var from = shop.newAccount(ada, "20.00");
        var to = shop.newAccount(bob, "0");
        transfer(ada, from, to, "5.00");
        var sent = entries(from).getFirst();
        var received = entries(to).getFirst();
        var query = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on LedgerEntry { id kind amount { amount } } } }";
        var variables = Map.of("ids", List.of(sent.id(), received.id()));
        var adas = ada.run(query, variables);
        adas.path("nodes[0]")
                .entity(Map.class)
                .isEqualTo(Map.of("id", sent.id(), "kind", "TRANSFER_OUT", "amount", Map.of("amount", "-5.00")));
        adas.path("nodes[1]").valueIsNull();
        bob.run(query, variables)
                .path("nodes[0]")
                .valueIsNull()
                .path("nodes[1].kind")
                .entity(String.class)
                .isEqualTo("TRANSFER_IN");
    }

    @Test
    void twenty_accounts_that_are_opened_at_once_have_twenty_numbers() throws Exception {
        var outcomes = atOnce(20, i -> openingErrors(ada, Map.of("name", "Account " + i)));
        assertThat(outcomes).allSatisfy(errors -> assertThat(errors).isEmpty());
        assertThat(numbersOf(ada))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 20).boxed().toList());
        assertThat(accountsOf(ada)).hasSize(20).doesNotHaveDuplicates();
    }

    @Test
    void a_user_has_at_most_a_hundred_accounts_however_many_are_opened_at_once() throws Exception {
        var owner = new UserId(uuidOf(ada.myId()));
        var euro = Currency.getInstance("EUR");
        for (int i = 1; i <= 95; i++) {
            commands.send(new OpenAccount(AccountId.random(), owner, "Account " + i, euro), new Actor.User(owner));
        }
        var outcomes = atOnce(10, _ -> openingErrors(ada, Map.of()));
        assertThat(outcomes).filteredOn(List::isEmpty).hasSize(5);
        assertThat(outcomes).filteredOn(List.of("TOO_MANY_ITEMS")::equals).hasSize(5);
        assertThat(openingErrors(shop.staff(), Map.of("ownerId", ada.myId())))
                .containsExactly("TOO_MANY_ITEMS input.ownerId");
        assertThat(numbersOf(ada))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100).boxed().toList());
        assertThat(accountsOf(ada)).hasSize(100).startsWith("Account 1", "Account 2");
    }

    private record Amount(String amount) {}

    private record Entry(
            String id,
            String kind,
            Amount amount,
            Amount balanceAfter,
            @Nullable String reference,
            Instant occurredAt) {
        String text() {
            return "%s %s → %s, %s".formatted(kind, amount.amount(), balanceAfter.amount(), reference);
        }
    }

    private List<Entry> entries(String account) {
        return shop.staff()
                .run(ENTRIES, Map.of("id", account, "first", 100))
                .path("account.entries.nodes")
                .entityList(Entry.class)
                .get();
    }

    private String transfer(Client sender, String from, String to, String amount) {
        return accountDriver
                .transfer(sender, from, to, amount, Map.of())
                .path("transferFunds.transfer.id")
                .entity(String.class)
                .get();
    }

    private List<String> openingErrors(Client client, Map<String, ?> input) {
        return userErrors(accountDriver.open(client, input), "openAccount");
    }

    private List<String> depositErrors(String account, Map<String, ?> input) {
        return userErrors(accountDriver.deposit(account, input), "depositFunds");
    }

    private List<String> transferErrors(Client sender, String from, String to, String amount) {
        return userErrors(accountDriver.transfer(sender, from, to, amount, Map.of()), "transferFunds");
    }

    private String balance(String account, Instant at) {
        return shop.staff()
                .run(
                        "query ($id: ID!, $at: DateTime!) { account(id: $id) { balanceAsOf(at: $at) { amount } } }",
                        Map.of("id", account, "at", at.toString()))
                .path("account.balanceAsOf.amount")
                .entity(String.class)
                .get();
    }

    private static List<String> accountsOf(Client owner) {
        return owner.run("{ me { accounts { name } } }")
                .path("me.accounts[*].name")
                .entityList(String.class)
                .get();
    }

    private List<Integer> numbersOf(Client owner) {
        return jdbc.sql("select number from accounts where owner_id = ? order by number")
                .param(uuidOf(owner.myId()))
                .query((row, _) -> row.getInt(1))
                .list();
    }

    private String deactivated(String user) {
        assertThat(userErrors(
                        shop.staff().mutate("deactivateUser", Map.of("userId", user), "user { id }"), "deactivateUser"))
                .isEmpty();
        return user;
    }

    private void erase(String user) {
        var input = Map.of("userId", user, "idempotencyKey", UUID.randomUUID().toString());
        assertThat(userErrors(shop.admin().mutate("eraseUser", input, "erasedUserId"), "eraseUser"))
                .isEmpty();
    }

    private static String unknownAccount() {
        return new GlobalId("Account", UUID.randomUUID()).toString();
    }

    private static UUID uuidOf(String id) {
        return GlobalId.parse(id).orElseThrow().id();
    }
}
