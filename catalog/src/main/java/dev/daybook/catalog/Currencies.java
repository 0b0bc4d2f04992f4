package dev.daybook.catalog;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.daybook.users.text.InvalidValue;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * Currencies that are in use: those that the JDK knows some country to have today. Neither funds (CHE), metals (XAU), units
 * of account (XDR), codes for no currency (XXX, XTS) nor withdrawn ones (DEM). Stored money may be of any.
 */
public final class Currencies {
    private static final Set<Currency> IN_USE = Arrays.stream(Locale.getISOCountries())
            .map(country -> Currency.getInstance(Locale.of("", country)))
            .filter(Objects::nonNull)
            .collect(toUnmodifiableSet());

    private Currencies() {}

    /** The currency with this code, which some country has today. */
    public static Currency inUse(String code) {
        var currency = known(code);
        if (!IN_USE.contains(currency)) {
            throw new InvalidValue(
                    INVALID_FORMAT, "ISO 4217, in use", "must be of a currency that a country has today, not " + code);
        }
        return currency;
    }

    /** The currency with this code, which need not be in use any more. */
    static Currency known(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException _) {
            throw new InvalidValue(INVALID_FORMAT, "ISO 4217", "must be of a currency of ISO 4217");
        }
    }

    /** Number of decimals of its amounts: none for the yen, three for the dinar of Bahrain. */
    static int decimals(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }
}
