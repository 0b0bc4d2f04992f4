package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.MONDAY;
import static dev.daybook.ordering.account.AccountFixture.ORDER;
import static dev.daybook.ordering.account.AccountFixture.TUESDAY;
import static dev.daybook.ordering.account.AccountFixture.deposited;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.ordering.account.AccountFixture.opened;
import static dev.daybook.ordering.account.AccountFixture.received;
import static dev.daybook.ordering.account.AccountFixture.sent;
import static dev.daybook.ordering.account.LedgerEntryKind.DEPOSIT;
import static dev.daybook.ordering.account.LedgerEntryKind.PAYMENT;
import static dev.daybook.ordering.account.LedgerEntryKind.REFUND;
import static dev.daybook.ordering.account.LedgerEntryKind.TRANSFER_IN;
import static dev.daybook.ordering.account.LedgerEntryKind.TRANSFER_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.ordering.InMemoryRows;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountProjectionTest {
    private static final UUID EVENT = UUID.randomUUID();

    private final InMemoryRows rows = new InMemoryRows();
    private final AccountProjection projection = new AccountProjection(rows.operations());
    private final AccountView before = AccountView.opened(opened(), MONDAY).changedBy(euros("20.00"), MONDAY);

    @Test
    void a_new_account_gets_a_row_and_no_entry_yet() {
        project(opened());
        assertThat(rows.all()).containsExactly(AccountView.opened(opened(), TUESDAY));
        assertThat(rows.writes()).containsExactlyInAnyOrder("insert AccountView");
    }

    @Test
    void a_deposit_is_entered() {
        rows.add(before);
        project(deposited("12.50"));
        assertEntered(DEPOSIT, "12.50", "Cash");
    }

    @Test
    void money_sent_is_entered_and_so_is_the_transfer() {
        rows.add(before);
        project(sent("12.50"));
        assertEntered(TRANSFER_OUT, "-12.50", "For the ink", TransferView.sent(sent("12.50"), TUESDAY));
        assertThat(rows.writes())
                .containsExactlyInAnyOrder("upsert AccountView", "insert LedgerEntryView", "insert TransferView");
    }

    @Test
    void money_received_is_entered_without_a_second_transfer() {
        rows.add(before);
        project(received("12.50"));
        assertEntered(TRANSFER_IN, "12.50", "For the ink");
    }

    @Test
    void a_payment_is_entered() {
        rows.add(before);
        project(new FundsPaid(ADAS, euros("12.50"), ORDER));
        assertEntered(PAYMENT, "-12.50", ORDER);
    }

    @Test
    void a_refund_is_entered() {
        rows.add(before);
        project(new FundsRefunded(ADAS, euros("12.50"), ORDER));
        assertEntered(REFUND, "12.50", ORDER);
    }

    private void project(AccountEvent event) {
        projection.on(event, TUESDAY, EVENT.toString());
    }

    private void assertEntered(LedgerEntryKind kind, String amount, String reference, Object... others) {
        var after = before.changedBy(euros(amount), TUESDAY);
        var expected = new ArrayList<>(List.of(others));
        expected.add(after);
        expected.add(LedgerEntryView.of(EVENT, kind, euros(amount), after, reference));
        assertThat(rows.all()).containsExactlyInAnyOrderElementsOf(expected);
    }
}
