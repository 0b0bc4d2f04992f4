package dev.daybook.catalog;

import static dev.daybook.catalog.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.catalog.InvalidValue.Rule.OUT_OF_RANGE;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/** An exact amount of one currency, with two decimals whatever was given. May be negative: an account's entry is. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
    private static final int SCALE = 2;
    /** Trailing zeros are no decimals, but to look for them beyond this would take long. */
    private static final int MAX_SCALE = 100;

    private static final BigDecimal LIMIT = new BigDecimal("1e16");

    public Money {
        if (amount.compareTo(LIMIT) >= 0 || amount.compareTo(LIMIT.negate()) <= 0) {
            throw new InvalidValue(OUT_OF_RANGE, "< 10^16", "is too large");
        }
        if (amount.scale() > MAX_SCALE) {
            throw tooManyDecimals();
        }
        try {
            amount = amount.setScale(SCALE, RoundingMode.UNNECESSARY);
        } catch (ArithmeticException _) {
            throw tooManyDecimals();
        }
    }

    public static Money of(String amount, String currencyCode) {
        return of(new BigDecimal(amount), currencyCode);
    }

    public static Money of(BigDecimal amount, String currencyCode) {
        return new Money(amount, currency(currencyCode));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public String currencyCode() {
        return currency.getCurrencyCode();
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    public Money plus(Money other) {
        return new Money(amount.add(other.sameCurrency(this)), currency);
    }

    public Money minus(Money other) {
        return plus(other.negated());
    }

    public Money negated() {
        return new Money(amount.negate(), currency);
    }

    public Money times(int quantity) {
        return new Money(amount.multiply(BigDecimal.valueOf(quantity)), currency);
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(other.sameCurrency(this));
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency;
    }

    private BigDecimal sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("Cannot reckon " + this + " with " + other);
        }
        return amount;
    }

    private static InvalidValue tooManyDecimals() {
        return new InvalidValue(INVALID_FORMAT, "at most 2 decimals", "must have at most 2 decimals");
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            throw new InvalidValue(INVALID_FORMAT, "ISO 4217", "is not an ISO 4217 currency code");
        }
    }
}
