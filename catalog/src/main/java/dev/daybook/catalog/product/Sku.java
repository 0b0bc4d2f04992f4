package dev.daybook.catalog.product;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import java.util.Locale;
import java.util.regex.Pattern;

/** Stock keeping unit: 1 to 50 characters of A-Z, 0-9 and hyphen. Small letters are made capital. */
public record Sku(String value) {
    private static final Pattern FORMAT = Pattern.compile("^[A-Z0-9-]+$", Pattern.CASE_INSENSITIVE);

    public Sku {
        InvalidValue.unlessLength(value, 1, 50);
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValue(INVALID_FORMAT, FORMAT.pattern(), "must contain only letters, numbers, and hyphens");
        }
        value = value.toUpperCase(Locale.ROOT);
    }

    public static Sku typed(String text) {
        return new Sku(Typed.line(text, 1, 50));
    }

    @Override
    public String toString() {
        return value;
    }
}
