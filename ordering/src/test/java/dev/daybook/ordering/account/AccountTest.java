package dev.daybook.ordering.account;

import static dev.daybook.ordering.Refusals.refusal;
import static dev.daybook.ordering.account.AccountFixture.ADA;
import static dev.daybook.ordering.account.AccountFixture.ADAS;
import static dev.daybook.ordering.account.AccountFixture.ALAN;
import static dev.daybook.ordering.account.AccountFixture.ALANS;
import static dev.daybook.ordering.account.AccountFixture.EURO;
import static dev.daybook.ordering.account.AccountFixture.ORDER;
import static dev.daybook.ordering.account.AccountFixture.TRANSFER;
import static dev.daybook.ordering.account.AccountFixture.deposited;
import static dev.daybook.ordering.account.AccountFixture.dollars;
import static dev.daybook.ordering.account.AccountFixture.euros;
import static dev.daybook.ordering.account.AccountFixture.opened;
import static dev.daybook.ordering.account.AccountFixture.received;
import static dev.daybook.ordering.account.AccountFixture.sent;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountCommand.DepositFunds;
import dev.daybook.ordering.account.AccountCommand.OpenAccount;
import dev.daybook.ordering.account.AccountCommand.PayFromAccount;
import dev.daybook.ordering.account.AccountCommand.ReceiveFunds;
import dev.daybook.ordering.account.AccountCommand.RefundToAccount;
import dev.daybook.ordering.account.AccountCommand.SendFunds;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import dev.daybook.ordering.account.AccountRefusal.BalanceTooLarge;
import dev.daybook.ordering.account.AccountRefusal.InsufficientFunds;
import dev.daybook.ordering.account.AccountRefusal.OtherCurrency;
import dev.daybook.ordering.account.AccountRefusal.TooManyAccounts;
import dev.daybook.ordering.account.AccountRefusal.UnknownAccount;
import dev.daybook.ordering.account.AccountRefusal.UnknownOwner;
import dev.daybook.users.ActiveUsers;
import dev.daybook.users.UserId;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccountTest {
    private static final String MOST = "9999999999999999.99";

    private final Set<UserId> active = new HashSet<>(Set.of(ADA, ALAN));
    private final Accounts accounts = mock();
    private final FixtureConfiguration<Account> account = new AggregateTestFixture<>(Account.class)
            .registerInjectableResources((ActiveUsers) active::contains, new AccountNumbers(accounts));

    @Test
    void ada_opens_her_first_account() {
        account.givenNoPriorActivity()
                .when(new OpenAccount(ADAS, ADA, "Savings", EURO))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new AccountOpened(ADAS, ADA, 1, "Savings", EURO));
    }

    @Test
    void an_account_gets_the_next_number_of_its_owner() {
        when(accounts.countByOwnerId(ADA.value())).thenReturn(1);
        when(accounts.countByOwnerId(ALAN.value())).thenReturn(7);
        account.givenNoPriorActivity()
                .when(new OpenAccount(ADAS, ADA, "Rainy days", EURO))
                .expectEvents(new AccountOpened(ADAS, ADA, 2, "Rainy days", EURO));
    }

    @Test
    void a_user_has_at_most_a_hundred_accounts() {
        when(accounts.countByOwnerId(ADA.value())).thenReturn(99);
        account.givenNoPriorActivity()
                .when(new OpenAccount(ADAS, ADA, "Savings", EURO))
                .expectEvents(new AccountOpened(ADAS, ADA, 100, "Savings", EURO));
        when(accounts.countByOwnerId(ADA.value())).thenReturn(100);
        account.givenNoPriorActivity()
                .when(new OpenAccount(ADAS, ADA, "Savings", EURO))
                .expectException(refusal(new TooManyAccounts(100)))
                .expectNoEvents();
    }

    @Test
    void a_stranger_cannot_open_an_account() {
        var stranger = UserId.random();
        account.givenNoPriorActivity()
                .when(new OpenAccount(ADAS, stranger, "Savings", EURO))
                .expectException(refusal(new UnknownOwner(stranger)))
                .expectNoEvents();
    }

    @Test
    void a_deposit_is_recorded() {
        account.given(opened())
                .when(new DepositFunds(ADAS, euros("12.50"), "Cash"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new FundsDeposited(ADAS, euros("12.50"), "Cash"));
    }

    @Test
    void ada_sends_money_to_alan() {
        account.given(opened(), deposited("20.00"))
                .when(new SendFunds(ADAS, ADA, TRANSFER, ALANS, euros("12.50"), "For the ink"))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new FundsSent(ADAS, TRANSFER, ALANS, euros("12.50"), "For the ink"));
    }

    @Test
    void ada_receives_money_from_alan() {
        account.given(opened())
                .when(new ReceiveFunds(ADAS, TRANSFER, ALANS, euros("12.50"), null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new FundsReceived(ADAS, TRANSFER, ALANS, euros("12.50"), null));
    }

    @Test
    void ada_pays_for_an_order() {
        account.given(opened(), deposited("20.00"))
                .when(new PayFromAccount(ADAS, ADA, euros("12.50"), ORDER))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new FundsPaid(ADAS, euros("12.50"), ORDER));
    }

    @Test
    void ada_gets_her_money_back() {
        account.given(opened())
                .when(new RefundToAccount(ADAS, euros("12.50"), ORDER))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new FundsRefunded(ADAS, euros("12.50"), ORDER));
    }

    @ParameterizedTest
    @MethodSource("spendings")
    void an_account_can_be_emptied_to_the_last_cent(Movement spending) {
        account.given(opened(), deposited("12.50"))
                .when(spending.of(ADA, euros("12.50")))
                .expectSuccessfulHandlerExecution();
    }

    @ParameterizedTest
    @MethodSource("spendings")
    void more_than_the_balance_cannot_be_spent(Movement spending) {
        account.given(opened(), deposited("12.50"))
                .when(spending.of(ADA, euros("12.51")))
                .expectException(refusal(new InsufficientFunds(ADAS, euros("12.51"), euros("12.50"))))
                .expectNoEvents();
        account.given(opened())
                .when(spending.of(ADA, euros("0.01")))
                .expectException(refusal(new InsufficientFunds(ADAS, euros("0.01"), euros("0.00"))))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("spendings")
    void the_money_of_another_user_cannot_be_spent(Movement spending) {
        account.given(opened(), deposited("12.50"))
                .when(spending.of(ALAN, euros("0.01")))
                .expectException(refusal(new UnknownAccount(ADAS)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("spendings")
    void the_refusal_to_spend_money_of_another_user_does_not_tell_the_balance(Movement spending) {
        account.given(opened(), deposited("12.50"))
                .when(spending.of(ALAN, euros("12.51")))
                .expectException(refusal(new UnknownAccount(ADAS)));
        account.given(opened(), deposited("12.50"))
                .when(spending.of(ALAN, dollars("12.50")))
                .expectException(refusal(new UnknownAccount(ADAS)));
    }

    @ParameterizedTest
    @MethodSource({"spendings", "gains"})
    void an_account_has_one_currency(Movement movement) {
        account.given(opened(), deposited("12.50"))
                .when(movement.of(ADA, dollars("0.01")))
                .expectException(refusal(new OtherCurrency(ADAS)))
                .expectNoEvents();
        account.given(opened(), deposited("12.50"))
                .when(movement.of(ADA, dollars("12.51")))
                .expectException(refusal(new OtherCurrency(ADAS)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("gains")
    void a_balance_that_would_be_too_large_is_refused(Movement gain) {
        account.given(opened(), deposited("9999999999999999.00"))
                .when(gain.of(ADA, euros("0.99")))
                .expectSuccessfulHandlerExecution();
        account.given(opened(), deposited("9999999999999999.00"))
                .when(gain.of(ADA, euros("1.00")))
                .expectException(refusal(new BalanceTooLarge(ADAS)))
                .expectNoEvents();
        account.given(opened(), deposited(MOST))
                .when(gain.of(ADA, euros(MOST)))
                .expectException(refusal(new BalanceTooLarge(ADAS)))
                .expectNoEvents();
    }

    @Test
    void an_inactive_owner_receives_no_deposits_or_transfers() {
        active.remove(ADA);
        account.given(opened())
                .when(new DepositFunds(ADAS, euros("12.50"), "Cash"))
                .expectException(refusal(new UnknownAccount(ADAS)))
                .expectNoEvents();
        account.given(opened())
                .when(new ReceiveFunds(ADAS, TRANSFER, ALANS, euros("12.50"), null))
                .expectException(refusal(new UnknownAccount(ADAS)))
                .expectNoEvents();
    }

    @Test
    void an_inactive_owner_receives_refunds() {
        active.remove(ADA);
        account.given(opened())
                .when(new RefundToAccount(ADAS, euros("12.50"), ORDER))
                .expectEvents(new FundsRefunded(ADAS, euros("12.50"), ORDER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.01", "82.00"})
    void the_balance_after_all_kinds_of_events_can_be_spent(String amount) {
        var history = new AccountEvent[] {
            opened(),
            deposited("100.00"),
            sent("10.00"),
            received("1.00"),
            new FundsPaid(ADAS, euros("13.00"), ORDER),
            new FundsRefunded(ADAS, euros("4.00"), ORDER)
        };
        account.given((Object[]) history)
                .when(new PayFromAccount(ADAS, ADA, euros(amount), ORDER))
                .expectEvents(new FundsPaid(ADAS, euros(amount), ORDER));
        account.given((Object[]) history)
                .when(new PayFromAccount(ADAS, ADA, euros("82.01"), ORDER))
                .expectException(refusal(new InsufficientFunds(ADAS, euros("82.01"), euros("82.00"))))
                .expectNoEvents();
    }

    /** Command that moves money out of Ada's account or into it. */
    @FunctionalInterface
    interface Movement {
        AccountCommand of(UserId who, Money amount);
    }

    private static Stream<Movement> spendings() {
        return Stream.of(
                (who, amount) -> new SendFunds(ADAS, who, TRANSFER, ALANS, amount, null),
                (who, amount) -> new PayFromAccount(ADAS, who, amount, ORDER));
    }

    private static Stream<Movement> gains() {
        return Stream.of(
                (who, amount) -> new DepositFunds(ADAS, amount, "Cash"),
                (who, amount) -> new ReceiveFunds(ADAS, TRANSFER, ALANS, amount, null),
                (who, amount) -> new RefundToAccount(ADAS, amount, ORDER));
    }
}
