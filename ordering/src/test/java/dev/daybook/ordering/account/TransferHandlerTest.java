package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.AccountFixture.ADA;
import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.ALAN;
import static dev.daybook.ordering.account.AccountFixture.ALANS;
import static dev.daybook.ordering.account.AccountFixture.TRANSFER;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountCommand.SendFunds;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import dev.daybook.ordering.account.AccountRefusal.InsufficientFunds;
import dev.daybook.ordering.account.AccountRefusal.SameAccount;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Test;

class TransferHandlerTest {
    private final CommandGateway commands = mock();
    private final TransferHandler handler = new TransferHandler();

    @Test
    void a_transfer_to_a_higher_id_is_sent_and_then_received() {
        handler.handle(new TransferFunds(TRANSFER, ADA, ADAS, ALANS, euros("12.50"), "For the ink"), commands);
        assertSent(
                new SendFunds(ADAS, ADA, TRANSFER, ALANS, euros("12.50"), "For the ink"),
                new ReceiveFunds(ALANS, TRANSFER, ADAS, euros("12.50"), "For the ink"));
    }

    @Test
    void a_transfer_to_a_lower_id_is_received_and_then_sent() {
        handler.handle(new TransferFunds(TRANSFER, ALAN, ALANS, ADAS, euros("12.50"), null), commands);
        assertSent(
                new ReceiveFunds(ADAS, TRANSFER, ALANS, euros("12.50"), null),
                new SendFunds(ALANS, ALAN, TRANSFER, ADAS, euros("12.50"), null));
    }

    @Test
    void a_transfer_from_an_account_to_itself_is_refused() {
        assertThatExceptionOfType(AccountRefused.class)
                .isThrownBy(() -> handler.handle(
                        new TransferFunds(TRANSFER, ADA, ADAS, new AccountId(ADAS.value()), euros("12.50"), null),
                        commands))
                .returns(new SameAccount(ADAS), AccountRefused::refusal);
        verifyNoInteractions(commands);
    }

    @Test
    void the_receiver_is_not_asked_when_the_sender_refuses() {
        var refusal = new InsufficientFunds(ADAS, euros("12.50"), euros("0.00"));
        when(commands.sendAndWait(any())).thenThrow(new AccountRefused(refusal));
        assertThatExceptionOfType(AccountRefused.class)
                .isThrownBy(() ->
                        handler.handle(new TransferFunds(TRANSFER, ADA, ADAS, ALANS, euros("12.50"), null), commands))
                .returns(refusal, AccountRefused::refusal);
        verify(commands).sendAndWait(new SendFunds(ADAS, ADA, TRANSFER, ALANS, euros("12.50"), null));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void the_refusal_of_the_receiver_is_told_only_to_a_sender_who_has_the_money() {
        var poor = new InsufficientFunds(ALANS, euros("12.50"), euros("0.00"));
        var full = new BalanceTooLarge(ADAS);
        when(commands.sendAndWait(any(ReceiveFunds.class))).thenThrow(new AccountRefused(full));
        when(commands.sendAndWait(any(SendFunds.class)))
                .thenThrow(new AccountRefused(poor))
                .thenReturn(null);
        var transfer = new TransferFunds(TRANSFER, ALAN, ALANS, ADAS, euros("12.50"), null);
        assertThatExceptionOfType(AccountRefused.class)
                .isThrownBy(() -> handler.handle(transfer, commands))
                .returns(poor, AccountRefused::refusal);
        assertThatExceptionOfType(AccountRefused.class)
                .isThrownBy(() -> handler.handle(transfer, commands))
                .returns(full, AccountRefused::refusal);
    }

    private void assertSent(AccountCommand first, AccountCommand second) {
        var inOrder = inOrder(commands);
        inOrder.verify(commands).sendAndWait(first);
        inOrder.verify(commands).sendAndWait(second);
        verifyNoMoreInteractions(commands);
    }
}
