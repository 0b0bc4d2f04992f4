package dev.daybook.ordering.account;

import dev.daybook.catalog.Money;
import dev.daybook.ordering.account.AccountEvent.AccountOpened;
import dev.daybook.ordering.account.AccountEvent.FundsDeposited;
import dev.daybook.ordering.account.AccountEvent.FundsReceived;
import dev.daybook.ordering.account.AccountEvent.FundsSent;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.Currency;
import java.util.UUID;

/** Accounts of Ada and Alan, whose ids ascend, and a transfer between them. */
final class AccountFixture {
    static final UserId ADA = new UserId(UUID.fromString("00000000-0000-0000-0000-00000000ada0"));
    static final UserId ALAN = new UserId(UUID.fromString("00000000-0000-0000-0000-0000000a1a40"));
    static final AccountId ADAS = new AccountId(UUID.fromString("00000000-0000-0000-0000-0000000000a1"));
    static final AccountId ALANS = new AccountId(UUID.fromString("00000000-0000-0000-0000-0000000000a2"));
    static final TransferId TRANSFER = new TransferId(UUID.fromString("00000000-0000-0000-0000-0000000000f1"));
    static final Currency EURO = Currency.getInstance("EUR");
    static final String ORDER = "ORD-20261214083000-00ADA0";
    static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private AccountFixture() {}

    static Money euros(String amount) {
        return Money.of(amount, "EUR");
    }

    static Money dollars(String amount) {
        return Money.of(amount, "USD");
    }

    static AccountOpened opened() {
        return new AccountOpened(ADAS, ADA, 1, "Savings", EURO);
    }

    static FundsDeposited deposited(String amount) {
        return new FundsDeposited(ADAS, euros(amount), "Cash");
    }

    static FundsSent sent(String amount) {
        return new FundsSent(ADAS, TRANSFER, ALANS, euros(amount), "For the ink");
    }

    static FundsReceived received(String amount) {
        return new FundsReceived(ADAS, TRANSFER, ALANS, euros(amount), "For the ink");
    }
}
