package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.ALANS;
import static dev.daybook.ordering.account.AccountFixture.MONDAY;
import static dev.daybook.ordering.account.AccountFixture.TRANSFER;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.ordering.account.AccountFixture.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TransferViewTest {
    private final TransferView transfer = TransferView.sent(sent("12.50"), MONDAY);

    @Test
    void a_transfer_tells_both_accounts_amount_and_reference() {
        assertThat(transfer)
                .isEqualTo(new TransferView(
                        TRANSFER.value(),
                        ADAS.value(),
                        ALANS.value(),
                        new BigDecimal("12.50"),
                        "EUR",
                        "For the ink",
                        MONDAY));
    }

    @Test
    void a_transfer_tells_its_amount_as_money() {
        assertThat(transfer.amount()).isEqualTo(euros("12.50"));
    }
}
