package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.Bank.ADA;
import static dev.daybook.ordering.account.Bank.ADAS;
import static dev.daybook.ordering.account.Bank.EURO;
import static dev.daybook.ordering.account.Bank.MONDAY;
import static dev.daybook.ordering.account.Bank.TUESDAY;
import static dev.daybook.ordering.account.Bank.euros;
import static dev.daybook.ordering.account.Bank.opened;
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
    void the_name_of_an_account_of_somebody_erased_is_gone() {
        assertThat(AccountView.opened(new AccountOpened(ADAS, ADA, 1, null, EURO), MONDAY)
                        .name())
                .isNull();
    }

    @Test
    void money_that_comes_is_added_and_money_that_goes_is_taken_away() {
        assertThat(savings.posted(euros("20.00"), TUESDAY)).isEqualTo(row(2, "20.00", TUESDAY));
        assertThat(savings.posted(euros("20.00"), MONDAY).posted(euros("-12.50"), TUESDAY))
                .isEqualTo(row(3, "7.50", TUESDAY));
    }

    @Test
    void a_row_knows_whose_account_it_is_and_what_is_in_it() {
        var row = savings.posted(euros("12.50"), TUESDAY);
        assertThat(row.owner()).isEqualTo(ADA);
        assertThat(row.balance()).isEqualTo(euros("12.50"));
    }

    private static AccountView row(long version, String balance, Instant updatedAt) {
        return new AccountView(
                ADAS.value(), version, ADA.value(), 1, "Savings", new BigDecimal(balance), "EUR", MONDAY, updatedAt);
    }
}
