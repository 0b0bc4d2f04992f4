package dev.daybook.graphql;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;
import java.util.Currency;

record MoneyInput(BigDecimal amount, String currencyCode) {
    static Currency currency(String code) {
        return Money.of(BigDecimal.ZERO, code).currency();
    }

    Money money() {
        return Money.of(amount, currencyCode);
    }
}
