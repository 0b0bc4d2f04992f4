package dev.daybook.catalog;

import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;

import dev.daybook.users.text.InvalidValue;
import java.math.BigDecimal;

/** Price of one piece: more than 0 and less than 100 000 000. */
public record Price(Money money) {
    private static final BigDecimal LIMIT = new BigDecimal("100000000");

    public Price {
        if (!money.isPositive() || money.amount().compareTo(LIMIT) >= 0) {
            throw new InvalidValue(
                    OUT_OF_RANGE, "> 0 and < 100000000", "must be more than 0 and less than 100 000 000");
        }
    }

    public static Price of(String amount, String currencyCode) {
        return new Price(Money.of(amount, currencyCode));
    }

    @Override
    public String toString() {
        return money.toString();
    }
}
