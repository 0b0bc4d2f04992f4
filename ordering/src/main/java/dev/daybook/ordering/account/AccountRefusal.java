package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.users.UserId;

/** Why an account says no to a command. */
public sealed interface AccountRefusal {
    /** Nobody who may have an account. */
    record UnknownOwner(UserId owner) implements AccountRefusal {}

    record TooManyAccounts(int most) implements AccountRefusal {}

    /** Not one that can be used for this: not the payer's, or its owner is not active any more. */
    record UnknownAccount(AccountId account) implements AccountRefusal {}

    record SameAccount(AccountId account) implements AccountRefusal {}

    /** Which one it is in is for its owner to know. */
    record OtherCurrency(AccountId account) implements AccountRefusal {}

    record InsufficientFunds(AccountId account, Money requested, Money available) implements AccountRefusal {}

    /** There would be more than an amount can say. */
    record BalanceTooLarge(AccountId account) implements AccountRefusal {}

    default AccountRefused asException() {
        return new AccountRefused(this);
    }
}
