package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.Bank.ADAS;
import static dev.daybook.ordering.account.Bank.ALANS;
import static dev.daybook.ordering.account.Bank.MONDAY;
import static dev.daybook.ordering.account.Bank.TRANSFER;
import static dev.daybook.ordering.account.Bank.euros;
import static dev.daybook.ordering.account.Bank.sent;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class TransferViewTest {
    private final TransferView transfer = TransferView.sent(sent("12.50"), MONDAY);

    @Test
    void a_transfer_tells_from_where_to_where_how_much_and_what_for() {
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
    void a_transfer_knows_its_money() {
        assertThat(transfer.amount()).isEqualTo(euros("12.50"));
    }
}
