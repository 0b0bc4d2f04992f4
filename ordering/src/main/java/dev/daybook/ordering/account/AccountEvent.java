package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.util.Currency;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of an account. Amounts are positive; the event says which way the money went. */
public sealed interface AccountEvent extends DomainEvent {
    AccountId account();

    /**
     * @param number position among the accounts of the owner, from 1
     * @param name null after the owner was erased
     */
    record AccountOpened(
            AccountId account,
            UserId owner,
            int number,
            @PersonalData @Nullable String name,
            Currency currency) implements AccountEvent {}

    record FundsDeposited(AccountId account, Money amount, String reference) implements AccountEvent {}

    record FundsSent(
            AccountId account,
            TransferId transfer,
            AccountId to,
            Money amount,
            @Nullable String reference) implements AccountEvent {}

    record FundsReceived(
            AccountId account,
            TransferId transfer,
            AccountId from,
            Money amount,
            @Nullable String reference) implements AccountEvent {}

    record FundsPaid(AccountId account, Money amount, String reference) implements AccountEvent {}

    record FundsRefunded(AccountId account, Money amount, String reference) implements AccountEvent {}
}
