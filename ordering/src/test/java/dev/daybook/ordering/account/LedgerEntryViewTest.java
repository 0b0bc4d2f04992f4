package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.MONDAY;
import static dev.daybook.ordering.account.AccountFixture.TUESDAY;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.ordering.account.AccountFixture.opened;
import static dev.daybook.ordering.account.LedgerEntryKind.TRANSFER_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerEntryViewTest {
    private static final UUID EVENT = UUID.randomUUID();

    private final AccountView after = AccountView.opened(opened(), MONDAY)
            .changedBy(euros("20.00"), MONDAY)
            .changedBy(euros("-12.50"), TUESDAY);
    private final LedgerEntryView entry =
            LedgerEntryView.of(EVENT, TRANSFER_OUT, euros("-12.50"), after, "For the ink");

    @Test
    void an_entry_tells_the_change_and_the_balance_after_it() {
        assertThat(entry)
                .isEqualTo(new LedgerEntryView(
                        EVENT,
                        ADAS.value(),
                        3,
                        TRANSFER_OUT,
                        new BigDecimal("-12.50"),
                        new BigDecimal("7.50"),
                        "EUR",
                        "For the ink",
                        TUESDAY));
    }

    @Test
    void an_entry_tells_its_amounts_as_money() {
        assertThat(entry.amount()).isEqualTo(euros("-12.50"));
        assertThat(entry.balanceAfter()).isEqualTo(euros("7.50"));
    }
}
