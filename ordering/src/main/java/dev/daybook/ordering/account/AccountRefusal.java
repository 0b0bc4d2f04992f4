package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.users.UserId;

/** Reasons why an account refuses a command. */
public sealed interface AccountRefusal {
    /** The owner does not exist or may not have an account. */
    record UnknownOwner(UserId owner) implements AccountRefusal {}

    record TooManyAccounts(int most) implements AccountRefusal {}

    /** The account is not the payer's, or its owner is not active any more. */
    record UnknownAccount(AccountId account) implements AccountRefusal {}

    record SameAccount(AccountId account) implements AccountRefusal {}

    /** The account has another currency, which only its owner may know. */
    record OtherCurrency(AccountId account) implements AccountRefusal {}

    record InsufficientFunds(AccountId account, Money requested, Money available) implements AccountRefusal {}

    /** The balance would be 10^16 or more. */
    record BalanceTooLarge(AccountId account) implements AccountRefusal {}
}
