package dev.daybook.users;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** Display name of a user, at most 100 characters. */
public record FullName(String value) {
    public FullName {
        InvalidValue.unlessLength(value, 0, 100);
    }

    public static FullName typed(String text) {
        return new FullName(Typed.line(text, 0, 100));
    }

    @Override
    public String toString() {
        return value;
    }
}
