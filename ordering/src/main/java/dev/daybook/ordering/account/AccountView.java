package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.users.PersonalData;
import dev.daybook.users.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of an account. {@code version} counts the events of its stream.
 *
 * @param number position among the accounts of the owner, from 1
 * @param name null after the owner was erased
 */
@Table("accounts")
public record AccountView(
        @Id UUID id,
        long version,
        UUID ownerId,
        int number,
        @PersonalData @Nullable String name,
        BigDecimal balanceAmount,
        String currency,
        Instant createdAt,
        Instant updatedAt) {

    static AccountView opened(AccountOpened event, Instant at) {
        return new AccountView(
                event.account().value(),
                1,
                event.owner().value(),
                event.number(),
                event.name(),
                Money.zero(event.currency()).amount(),
                event.currency().getCurrencyCode(),
                at,
                at);
    }

    /** @param amount negative for outgoing money */
    AccountView changedBy(Money amount, Instant at) {
        var after = balance().plus(amount);
        return new AccountView(id, version + 1, ownerId, number, name, after.amount(), currency, createdAt, at);
    }

    public UserId owner() {
        return new UserId(ownerId);
    }

    public Money balance() {
        return Money.of(balanceAmount, currency);
    }
}
