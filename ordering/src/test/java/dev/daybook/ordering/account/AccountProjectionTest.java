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
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class AccountProjectionTest {
    private static final UUID EVENT = UUID.randomUUID();

    private final JdbcAggregateOperations rows = mock();
    private final AccountProjection projection = new AccountProjection(rows);
    private final AccountView before = AccountView.opened(opened(), MONDAY).changedBy(euros("20.00"), MONDAY);

    @Test
    void a_new_account_gets_a_row_and_no_entry_yet() {
        project(opened());
        verify(rows).insert(AccountView.opened(opened(), TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_deposit_is_entered() {
        thereIsAnAccount();
        project(deposited("12.50"));
        verifyEntered(DEPOSIT, "12.50", "Cash");
        verifyNoMoreInteractions(rows);
    }

    @Test
    void money_sent_is_entered_and_so_is_the_transfer() {
        thereIsAnAccount();
        project(sent("12.50"));
        verifyEntered(TRANSFER_OUT, "-12.50", "For the ink");
        verify(rows).insert(TransferView.sent(sent("12.50"), TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void money_received_is_entered_without_a_second_transfer() {
        thereIsAnAccount();
        project(received("12.50"));
        verifyEntered(TRANSFER_IN, "12.50", "For the ink");
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_payment_is_entered() {
        thereIsAnAccount();
        project(new FundsPaid(ADAS, euros("12.50"), ORDER));
        verifyEntered(PAYMENT, "-12.50", ORDER);
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_refund_is_entered() {
        thereIsAnAccount();
        project(new FundsRefunded(ADAS, euros("12.50"), ORDER));
        verifyEntered(REFUND, "12.50", ORDER);
        verifyNoMoreInteractions(rows);
    }

    private void thereIsAnAccount() {
        when(rows.findById(ADAS.value(), AccountView.class)).thenReturn(before);
    }

    private void project(AccountEvent event) {
        projection.on(event, TUESDAY, EVENT.toString());
    }

    private void verifyEntered(LedgerEntryKind kind, String amount, String reference) {
        var after = before.changedBy(euros(amount), TUESDAY);
        verify(rows).findById(ADAS.value(), AccountView.class);
        verify(rows).upsert(after);
        verify(rows).insert(LedgerEntryView.of(EVENT, kind, euros(amount), after, reference));
    }
}
