package dev.daybook.users;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** Self-description of a user, at most 1000 characters. */
public record Bio(String value) {
    public Bio {
        InvalidValue.unlessLength(value, 0, 1000);
    }

    public static Bio typed(String text) {
        return new Bio(Typed.lines(text, 0, 1000));
    }

    @Override
    public String toString() {
        return value;
    }
}
