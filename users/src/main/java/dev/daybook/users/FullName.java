package dev.daybook.users;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** The name that a user wants to be shown with, at most 100 characters. */
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
