package dev.daybook.graphql;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;

record MoneyInput(BigDecimal amount, String currencyCode) {
    Money money() {
        return Money.of(amount, currencyCode);
    }
}
