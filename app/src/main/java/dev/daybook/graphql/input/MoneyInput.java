package dev.daybook.graphql.input;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;

public record MoneyInput(BigDecimal amount, String currencyCode) {
    public Money money() {
        return Money.named(amount, currencyCode);
    }

    /** The same, unless it is just this: what there is may be older than the rules, and has to be named as it is. */
    public Money money(Money there) {
        return currencyCode.equals(there.currencyCode()) && amount.compareTo(there.amount()) == 0 ? there : money();
    }
}
