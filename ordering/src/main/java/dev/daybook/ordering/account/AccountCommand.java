package dev.daybook.ordering.account;

import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;

import dev.daybook.catalog.Money;
import dev.daybook.users.UserId;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import java.util.Currency;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to an account. Amounts are positive; the command says which way the money goes. */
public sealed interface AccountCommand {
    @TargetAggregateIdentifier
    AccountId account();

    /** Opens an empty account. Refused for an owner who is not active or has {@link #MAX_PER_OWNER} already. */
    record OpenAccount(AccountId account, UserId owner, String name, Currency currency) implements AccountCommand {
        /** Maximum number of accounts of a user, whose list has no pages. */
        public static final int MAX_PER_OWNER = 100;

        public OpenAccount {
            name = name(name);
        }

        /** 1 to 100 characters. */
        public static String name(String text) {
            return Typed.line(text, 1, 100);
        }
    }

    /** Adds money that came in from outside. */
    record DepositFunds(AccountId account, Money amount, String reference) implements AccountCommand {
        public DepositFunds {
            amount = AccountCommand.amount(amount);
            reference = AccountCommand.reference(reference);
        }
    }

    /** One half of a {@link TransferFunds}. */
    record SendFunds(
            AccountId account,
            UserId sender,
            TransferId transfer,
            AccountId to,
            Money amount,
            @Nullable String reference)
            implements AccountCommand {}

    /** The other half of a {@link TransferFunds}. */
    record ReceiveFunds(
            AccountId account,
            TransferId transfer,
            AccountId from,
            Money amount,
            @Nullable String reference) implements AccountCommand {}

    /** Pays for something that the reference names. Refused unless the payer owns the account. */
    record PayFromAccount(AccountId account, UserId payer, Money amount, String reference) implements AccountCommand {}

    /** Refunds a {@link PayFromAccount} or a part of it. The sender answers for the amount. */
    record RefundToAccount(AccountId account, Money amount, String reference) implements AccountCommand {}

    /** Positive. */
    static Money amount(Money money) {
        if (!money.isPositive()) {
            throw new InvalidValue(OUT_OF_RANGE, "> 0", "must be more than 0");
        }
        return money;
    }

    /** Purpose of an entry: 1 to 200 characters. Kept as long as the entry, also after the owner was erased. */
    static String reference(String text) {
        return Typed.line(text, 1, 200);
    }
}
