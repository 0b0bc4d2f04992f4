package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.users.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Moves money from an account of the sender to another account of the same currency. Writes both entries or neither.
 */
public record TransferFunds(
        TransferId transfer,
        UserId sender,
        AccountId from,
        AccountId to,
        Money amount,
        @Nullable String reference) {
    public TransferFunds {
        amount = AccountCommand.amount(amount);
        if (reference != null) {
            reference = AccountCommand.reference(reference);
        }
    }
}
