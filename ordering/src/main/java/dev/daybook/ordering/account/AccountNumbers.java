package dev.daybook.ordering.account;

import dev.daybook.users.UserId;
import org.springframework.stereotype.Component;

/**
 * Counts the accounts of each owner. Two that are opened at once may get the same number: the unique index of the row then
 * has one of them opened again, so that nobody gets past the limit.
 */
@Component
class AccountNumbers {
    private final Accounts accounts;

    AccountNumbers(Accounts accounts) {
        this.accounts = accounts;
    }

    int next(UserId owner) {
        return accounts.countByOwnerId(owner.value()) + 1;
    }
}
