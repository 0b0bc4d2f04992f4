package dev.daybook.ordering.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import dev.daybook.support.ModuleTest;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@ModuleTest
class AccountRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final UserId ADA = UserId.random();

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    Accounts accounts;

    @Autowired
    Transfers transfers;

    @Test
    void a_transfer_moves_money_from_one_balance_to_the_other() {
        var savings = opened(1);
        var cash = opened(2);
        project(new FundsDeposited(savings, euros("10.00"), "cash"));
        var transfer = TransferId.random();
        project(new FundsSent(savings, transfer, cash, euros("4.00"), null));
        project(new FundsReceived(cash, transfer, savings, euros("4.00"), null));
        assertThat(balance(savings)).isEqualTo(euros("6.00"));
        assertThat(balance(cash)).isEqualTo(euros("4.00"));
        assertThat(transfers.findById(transfer.value())).isPresent();
        assertThat(rows.count(LedgerEntryView.class)).isEqualTo(3);
    }

    @Test
    void no_balance_falls_below_nothing() {
        var savings = opened(1);
        assertThatExceptionOfType(DataIntegrityViolationException.class)
                .isThrownBy(() -> project(new FundsPaid(savings, euros("0.01"), "ORD-1")));
    }

    @Test
    void an_owner_has_one_account_of_each_number() {
        opened(1);
        opened(2);
        assertThat(accounts.countByOwnerId(ADA.value())).isEqualTo(2);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> opened(2))
                .withMessageContaining("accounts_number_collides");
    }

    private Money balance(AccountId account) {
        return accounts.findById(account.value()).orElseThrow().balance();
    }

    private AccountId opened(int number) {
        var id = AccountId.random();
        project(new AccountOpened(id, ADA, number, "Savings", Currency.getInstance("EUR")));
        return id;
    }

    private void project(AccountEvent event) {
        new AccountProjection(rows).on(event, MONDAY, UUID.randomUUID().toString());
    }

    private static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }
}
