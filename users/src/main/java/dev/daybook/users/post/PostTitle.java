package dev.daybook.users.post;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** Title of a post: 1 to 200 characters. */
public record PostTitle(String value) {
    public PostTitle {
        InvalidValue.unlessLength(value, 1, 200);
    }

    public static PostTitle typed(String text) {
        return new PostTitle(Typed.line(text, 1, 200));
    }

    @Override
    public String toString() {
        return value;
    }
}
