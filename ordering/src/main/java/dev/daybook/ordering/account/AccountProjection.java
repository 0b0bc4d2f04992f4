package dev.daybook.ordering.account;

import static dev.daybook.ordering.account.LedgerEntryKind.DEPOSIT;
import static dev.daybook.ordering.account.LedgerEntryKind.PAYMENT;
import static dev.daybook.ordering.account.LedgerEntryKind.REFUND;
import static dev.daybook.ordering.account.LedgerEntryKind.TRANSFER_IN;
import static dev.daybook.ordering.account.LedgerEntryKind.TRANSFER_OUT;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsPaid;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsRefunded;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

/** Projects the balances, the ledger that they are the sums of, and the transfers between accounts. */
@Component
@ProcessingGroup("accounts")
class AccountProjection {
    private final JdbcAggregateOperations rows;

    AccountProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(AccountEvent event, @Timestamp Instant at, @MessageIdentifier String id) {
        var entry = new Entry(event.account(), UUID.fromString(id), at);
        switch (event) {
            case AccountOpened opened -> rows.insert(AccountView.opened(opened, at));
            case FundsDeposited deposited -> enter(entry, DEPOSIT, deposited.amount(), deposited.reference());
            case FundsSent sent -> {
                enter(entry, TRANSFER_OUT, sent.amount().negated(), sent.reference());
                rows.insert(TransferView.sent(sent, at));
            }
            case FundsReceived received -> enter(entry, TRANSFER_IN, received.amount(), received.reference());
            case FundsPaid paid -> enter(entry, PAYMENT, paid.amount().negated(), paid.reference());
            case FundsRefunded refunded -> enter(entry, REFUND, refunded.amount(), refunded.reference());
        }
    }

    private record Entry(AccountId account, UUID event, Instant at) {}

    private void enter(Entry entry, LedgerEntryKind kind, Money amount, @Nullable String reference) {
        var after = row(entry.account()).changedBy(amount, entry.at());
        rows.upsert(after);
        rows.insert(LedgerEntryView.of(entry.event(), kind, amount, after, reference));
    }

    private AccountView row(AccountId account) {
        return Objects.requireNonNull(
                rows.findById(account.value(), AccountView.class), () -> "No row of account " + account);
    }
}
