package dev.daybook.users;

import static dev.daybook.users.InvalidValue.Rule.INVALID_FORMAT;

import java.util.regex.Pattern;

/** What a user is called: 3 to 50 letters, digits and underscores, unique whatever the case. */
public record Username(String value) {
    private static final Pattern FORMAT = Pattern.compile("^[a-zA-Z0-9_]+$");

    public Username {
        InvalidValue.unlessLength(value, 3, 50);
        if (!FORMAT.matcher(value).matches()) {
            throw new InvalidValue(
                    INVALID_FORMAT, FORMAT.pattern(), "may contain only letters, digits and underscores");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
