package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.ALANS;
import static dev.daybook.ordering.account.AccountFixture.EURO;
import static dev.daybook.ordering.account.AccountFixture.MONDAY;
import static dev.daybook.ordering.account.AccountFixture.ORDER;
import static dev.daybook.ordering.account.AccountFixture.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class LedgerTest {
    private final List<AccountView> rows = new ArrayList<>();
    private final List<LedgerEntryView> entries = new ArrayList<>();

    @ParameterizedTest
    @MethodSource("seeds")
    void the_entries_add_up_to_the_balance(long seed) {
        var random = new Random(seed);
        var projection = new AccountProjection(store());
        projection.on(opened(), MONDAY, UUID.randomUUID().toString());
        var balance = Money.zero(EURO);
        for (var event = 0; event < 30; event++) {
            var next = anyNext(balance, random);
            projection.on(next, MONDAY, UUID.randomUUID().toString());
            balance = balance.plus(changeOf(next));
            assertThat(entries.getLast().amount()).isEqualTo(changeOf(next));
            assertThat(entries.getLast().balanceAfter()).isEqualTo(balance);
            assertThat(rows.getLast().balance()).isEqualTo(balance);
        }
        assertThat(entries.stream().map(LedgerEntryView::amount).reduce(Money.zero(EURO), Money::plus))
                .isEqualTo(balance);
        assertThat(entries)
                .extracting(LedgerEntryView::version)
                .containsExactlyElementsOf(LongStream.rangeClosed(2, 31).boxed().toList());
        assertThat(rows.getLast().version()).isEqualTo(31);
    }

    private static Money changeOf(AccountEvent event) {
        return switch (event) {
            case AccountOpened _ -> Money.zero(EURO);
            case FundsDeposited deposited -> deposited.amount();
            case FundsReceived received -> received.amount();
            case FundsRefunded refunded -> refunded.amount();
            case FundsSent sent -> sent.amount().negated();
            case FundsPaid paid -> paid.amount().negated();
        };
    }

    private static Stream<Long> seeds() {
        return LongStream.range(0, 20).boxed();
    }

    private static AccountEvent anyNext(Money balance, Random random) {
        var coming = cents(random.nextLong(1, 100_000));
        if (!balance.isPositive()) {
            return new FundsDeposited(ADAS, coming, "Cash");
        }
        var there = balance.amount().unscaledValue().longValueExact();
        var going = cents(random.nextLong(there) + 1);
        var transfer = TransferId.random();
        return switch (random.nextInt(5)) {
            case 0 -> new FundsDeposited(ADAS, coming, "Cash");
            case 1 -> new FundsReceived(ADAS, transfer, ALANS, coming, null);
            case 2 -> new FundsRefunded(ADAS, coming, ORDER);
            case 3 -> new FundsPaid(ADAS, going, ORDER);
            default -> new FundsSent(ADAS, transfer, ALANS, going, null);
        };
    }

    private static Money cents(long cents) {
        return new Money(BigDecimal.valueOf(cents, 2), EURO);
    }

    /** Keeps the rows in memory; the last one is the account now. */
    private JdbcAggregateOperations store() {
        JdbcAggregateOperations store = mock();
        doAnswer(written -> kept(rows, written.getArgument(0))).when(store).insert(any(AccountView.class));
        doAnswer(written -> kept(rows, written.getArgument(0))).when(store).upsert(any(AccountView.class));
        doAnswer(written -> kept(entries, written.getArgument(0))).when(store).insert(any(LedgerEntryView.class));
        when(store.findById(ADAS.value(), AccountView.class)).thenAnswer(asked -> rows.getLast());
        return store;
    }

    private static <T> T kept(List<T> written, T row) {
        written.add(row);
        return row;
    }
}
