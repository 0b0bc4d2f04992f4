package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A line of an account's ledger: what one event has changed, whose id it has. Over all lines the amounts add up to the
 * balance.
 *
 * @param version that of the account with this event
 * @param entryAmount negative when it went out
 */
@Table("ledger_entries")
public record LedgerEntryView(
        @Id UUID id,
        UUID accountId,
        long version,
        LedgerEntryKind kind,
        BigDecimal entryAmount,
        BigDecimal balanceAfterAmount,
        String currency,
        @Nullable String reference,
        Instant occurredAt) {

    static LedgerEntryView of(
            UUID event, LedgerEntryKind kind, Money amount, AccountView after, @Nullable String reference) {
        return new LedgerEntryView(
                event,
                after.id(),
                after.version(),
                kind,
                amount.amount(),
                after.balanceAmount(),
                after.currency(),
                reference,
                after.updatedAt());
    }

    public Money amount() {
        return Money.of(entryAmount, currency);
    }

    public Money balanceAfter() {
        return Money.of(balanceAfterAmount, currency);
    }
}
