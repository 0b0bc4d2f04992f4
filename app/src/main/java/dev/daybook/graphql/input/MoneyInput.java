package dev.daybook.graphql.input;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;

public record MoneyInput(BigDecimal amount, String currencyCode) {
    public Money money() {
        return Money.named(amount, currencyCode);
    }

    /**
     * Reads an amount of money; one that equals the current amount is accepted as it is, since that may be older than
     * the rules.
     */
    public Money money(Money current) {
        return currencyCode.equals(current.currencyCode()) && amount.compareTo(current.amount()) == 0
                ? current
                : money();
    }
}
