package dev.daybook.catalog;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.OUT_OF_RANGE;

import dev.daybook.users.text.InvalidValue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * Exact amount of one currency, with the decimals of that currency. May be negative, as an entry of an account is. Amounts
 * that are older than the rule may have two decimals where the currency has fewer.
 */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {
    /** Number of decimals that every currency had before the rule. */
    private static final int FORMER_DECIMALS = 2;
    /** Maximum scale of which trailing zeros are stripped, which takes long for a large one. */
    private static final int MAX_SCALE = 100;

    private static final BigDecimal LIMIT = new BigDecimal("1e16");
    /** Exclusive limit of any sum. */
    private static final BigDecimal ABSURD = new BigDecimal("1e30");

    public Money {
        if (amount.compareTo(ABSURD) >= 0 || amount.compareTo(ABSURD.negate()) <= 0) {
            throw new InvalidValue(OUT_OF_RANGE, "< 10^30", "must be less than 10^30");
        }
        amount = canonical(amount, currency);
    }

    public static Money of(String amount, String currencyCode) {
        return of(new BigDecimal(amount), currencyCode);
    }

    public static Money of(BigDecimal amount, String currencyCode) {
        return new Money(amount, Currencies.known(currencyCode));
    }

    /**
     * Money that a client names: of a currency that is in use, with no more decimals than it has, and less than 10^16.
     */
    public static Money named(BigDecimal amount, String currencyCode) {
        var currency = Currencies.inUse(currencyCode);
        refuseUnlessDecimals(amount, Currencies.decimals(currency), currency);
        var money = new Money(amount, currency);
        if (money.isTooLarge()) {
            throw new InvalidValue(OUT_OF_RANGE, "< 10^16", "must be less than 10^16");
        }
        return money;
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

    public boolean isZero() {
        return amount.signum() == 0;
    }

    /** Whether the amount is 10^16 or more, or minus as much, which no order, account or payment may be. */
    public boolean isTooLarge() {
        return amount.abs().compareTo(LIMIT) >= 0;
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

    /** Equal share, rounded half up to the decimals of the currency. */
    public Money dividedBy(long shares) {
        var share = amount.divide(BigDecimal.valueOf(shares), Currencies.decimals(currency), RoundingMode.HALF_UP);
        return new Money(share, currency);
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
            throw new IllegalArgumentException("Cannot add or compare " + this + " and " + other);
        }
        return amount;
    }

    private static BigDecimal canonical(BigDecimal amount, Currency currency) {
        var decimals = Currencies.decimals(currency);
        if (amount.scale() == decimals) {
            return amount;
        }
        if (decimals < FORMER_DECIMALS && decimalsOf(amount) > decimals) {
            decimals = FORMER_DECIMALS;
        }
        refuseUnlessDecimals(amount, decimals, currency);
        return amount.setScale(decimals, RoundingMode.UNNECESSARY);
    }

    private static void refuseUnlessDecimals(BigDecimal amount, int most, Currency currency) {
        if (decimalsOf(amount) > most) {
            throw new InvalidValue(
                    INVALID_FORMAT,
                    "at most %d decimals".formatted(most),
                    "must have at most %d decimals in %s".formatted(most, currency));
        }
    }

    private static int decimalsOf(BigDecimal amount) {
        return amount.scale() > MAX_SCALE
                ? amount.scale()
                : amount.stripTrailingZeros().scale();
    }
}
