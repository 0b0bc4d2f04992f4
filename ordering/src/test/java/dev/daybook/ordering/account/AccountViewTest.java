package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADA;
import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.EURO;
import static dev.daybook.ordering.account.AccountFixture.MONDAY;
import static dev.daybook.ordering.account.AccountFixture.TUESDAY;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.ordering.account.AccountFixture.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AccountViewTest {
    private final AccountView savings = AccountView.opened(opened(), MONDAY);

    @Test
    void a_new_account_is_empty() {
        assertThat(savings).isEqualTo(row(1, "0.00", MONDAY));
    }

    @Test
    void the_account_of_an_erased_owner_has_no_name() {
        assertThat(AccountView.opened(new AccountOpened(ADAS, ADA, 1, null, EURO), MONDAY)
                        .name())
                .isNull();
    }

    @Test
    void incoming_money_is_added_and_outgoing_money_subtracted() {
        assertThat(savings.changedBy(euros("20.00"), TUESDAY)).isEqualTo(row(2, "20.00", TUESDAY));
        assertThat(savings.changedBy(euros("20.00"), MONDAY).changedBy(euros("-12.50"), TUESDAY))
                .isEqualTo(row(3, "7.50", TUESDAY));
    }

    @Test
    void a_row_tells_its_owner_and_balance() {
        var row = savings.changedBy(euros("12.50"), TUESDAY);
        assertThat(row.owner()).isEqualTo(ADA);
        assertThat(row.balance()).isEqualTo(euros("12.50"));
    }

    private static AccountView row(long version, String balance, Instant updatedAt) {
        return new AccountView(
                ADAS.value(), version, ADA.value(), 1, "Savings", new BigDecimal(balance), "EUR", MONDAY, updatedAt);
    }
}
