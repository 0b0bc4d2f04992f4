package dev.daybook.users;

import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;
import java.util.Locale;
import java.util.regex.Pattern;

/** Name that a user is known by: 3 to 50 letters, digits and underscores, unique whatever the case. */
public record Username(String value) {
    private static final Pattern FORMAT = Pattern.compile("^[a-zA-Z0-9_]+$");
    private static final Pattern ERASED = Pattern.compile("^erased_[0-9a-f]{32}$");

    public Username {
        InvalidValue.unlessLength(value, 3, 50);
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValue(
                    INVALID_FORMAT, FORMAT.pattern(), "may contain only letters, digits and underscores");
        }
        if (ERASED.matcher(value.toLowerCase(Locale.ROOT)).matches()) {
            throw new InvalidValue(INVALID_FORMAT, "not " + ERASED.pattern(), "is kept for erased users");
        }
    }

    /** Name that is shown for an erased user: unique, and nobody can choose it. */
    static String ofErased(UserId user) {
        return "erased_" + user.toString().replace("-", "");
    }

    public static Username typed(String text) {
        return new Username(Typed.line(text, 3, 50));
    }

    @Override
    public String toString() {
        return value;
    }
}
