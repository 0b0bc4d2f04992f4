package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Entry of an account's ledger: the change that one event has made, with the id of the event. The amounts of all entries
 * add up to the balance.
 *
 * @param version version of the account after the event
 * @param entryAmount negative for outgoing money
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
