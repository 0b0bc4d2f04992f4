package dev.daybook.graphql.ordering;

import static dev.daybook.support.CatalogDriver.euros;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.graphql.types.GlobalId;
import dev.daybook.ordering.account.AccountId;
import dev.daybook.ordering.account.AccountView;
import dev.daybook.ordering.account.LedgerEntryView;
import dev.daybook.replay.PointInTimeRows;
import dev.daybook.support.Answers;
import dev.daybook.support.Client;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many transfers at once, over HTTP: money is neither made nor lost. */
@ShopTest
class TransferConcurrencyTests {
    private static final BigDecimal OPENING = new BigDecimal("100.00");

    @Autowired
    Shop shop;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    PointInTimeRows past;

    private record Purse(Client owner, String account) {
        UUID id() {
            return GlobalId.parse("Account", account).orElseThrow();
        }
    }

    private record Move(int from, int to, BigDecimal amount) {}

    private record Outcome(Move move, List<String> errors) {
        boolean isMoved() {
            return errors.isEmpty();
        }
    }

    @Test
    void two_hundred_transfers_at_once_leave_as_much_money_as_there_was() throws Exception {
        var purses = tenAccountsOfFourOwners();
        var outcomes = carriedOut(twoHundredMoves(), purses);

        assertThat(outcomes)
                .flatExtracting(Outcome::errors)
                .containsOnly("INSUFFICIENT_FUNDS input.fromAccountId", "SAME_ACCOUNT input.toAccountId");
        assertThat(outcomes).filteredOn(Outcome::isMoved).hasSizeGreaterThan(50);
        var balances = IntStream.range(0, purses.size())
                .mapToObj(i -> row(purses.get(i)).balanceAmount())
                .toList();
        assertThat(balances.stream().reduce(BigDecimal::add))
                .hasValue(OPENING.multiply(BigDecimal.valueOf(purses.size())));
        assertThat(balances).allSatisfy(balance -> assertThat(balance).isNotNegative());
        assertThat(balances).isEqualTo(expectedAfter(outcomes, purses.size()));
        assertThat(transfersAmong(purses))
                .isEqualTo(outcomes.stream().filter(Outcome::isMoved).count());
        purses.forEach(this::assertBooksBalance);
    }

    private List<Purse> tenAccountsOfFourOwners() {
        var owners = List.of(shop.newCustomer(), shop.newCustomer(), shop.newCustomer(), shop.newCustomer());
        return IntStream.range(0, 10)
                .mapToObj(i -> owners.get(i % owners.size()))
                .map(owner -> new Purse(owner, shop.newAccount(owner, OPENING.toPlainString())))
                .toList();
    }

    private static List<Move> twoHundredMoves() {
        var random = new Random(1815);
        return IntStream.range(0, 200)
                .mapToObj(_ -> new Move(
                        random.nextInt(10), random.nextInt(10), BigDecimal.valueOf(1 + random.nextInt(20_000), 2)))
                .toList();
    }

    private static List<Outcome> carriedOut(List<Move> moves, List<Purse> purses)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var outcomes = new ArrayList<Outcome>();
            for (var outcome : threads.invokeAll(moves.stream()
                    .<Callable<Outcome>>map(move -> () -> carriedOut(move, purses))
                    .toList())) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        }
    }

    private static Outcome carriedOut(Move move, List<Purse> purses) {
        var from = purses.get(move.from());
        var answer = from.owner()
                .mutate(
                        "transferFunds",
                        Map.of(
                                "fromAccountId", from.account(),
                                "toAccountId", purses.get(move.to()).account(),
                                "amount", euros(move.amount().toPlainString()),
                                "idempotencyKey", UUID.randomUUID().toString()),
                        "transfer { id }");
        return new Outcome(move, Answers.userErrors(answer, "transferFunds"));
    }

    private static List<BigDecimal> expectedAfter(List<Outcome> outcomes, int accounts) {
        return IntStream.range(0, accounts)
                .mapToObj(account -> outcomes.stream()
                        .filter(Outcome::isMoved)
                        .map(Outcome::move)
                        .map(move -> move.from() == account
                                ? move.amount().negate()
                                : move.to() == account ? move.amount() : BigDecimal.ZERO)
                        .reduce(OPENING, BigDecimal::add))
                .toList();
    }

    private void assertBooksBalance(Purse purse) {
        var row = row(purse);
        var entries = jdbc
                .sql("select id from ledger_entries where account_id = ? order by version")
                .param(purse.id())
                .query(UUID.class)
                .list()
                .stream()
                .map(id -> Objects.requireNonNull(rows.findById(id, LedgerEntryView.class)))
                .toList();
        var running = BigDecimal.ZERO;
        for (var entry : entries) {
            running = running.add(entry.entryAmount());
            assertThat(entry.balanceAfterAmount()).isEqualTo(running).isNotNegative();
        }
        assertThat(row.balanceAmount()).isEqualTo(running);
        assertThat(row.version()).isEqualTo(1 + entries.size());

        var stream = new AccountId(purse.id()).toString();
        var now = Instant.now().plusSeconds(1);
        assertThat(past.rowOf(AccountView.class, purse.id(), stream, now)).contains(row);
        assertThat(entries)
                .allSatisfy(entry -> assertThat(past.rowOf(LedgerEntryView.class, entry.id(), stream, now))
                        .contains(entry));
    }

    private AccountView row(Purse purse) {
        return Objects.requireNonNull(rows.findById(purse.id(), AccountView.class));
    }

    private long transfersAmong(List<Purse> purses) {
        return jdbc.sql("select count(*) from transfers where from_account_id in (:accounts)")
                .param("accounts", purses.stream().map(Purse::id).toList())
                .query(Long.class)
                .single();
    }
}
