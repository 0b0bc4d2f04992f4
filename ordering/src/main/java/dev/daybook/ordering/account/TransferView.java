package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** Row of a transfer from one account to another. */
@Table("transfers")
public record TransferView(
        @Id UUID id,
        UUID fromAccountId,
        UUID toAccountId,
        BigDecimal transferAmount,
        String currency,
        @Nullable String reference,
        Instant createdAt) {

    static TransferView sent(FundsSent event, Instant at) {
        return new TransferView(
                event.transfer().value(),
                event.account().value(),
                event.to().value(),
                event.amount().amount(),
                event.amount().currencyCode(),
                event.reference(),
                at);
    }

    public Money amount() {
        return Money.of(transferAmount, currency);
    }
}
