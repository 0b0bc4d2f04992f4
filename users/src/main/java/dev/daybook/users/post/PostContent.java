package dev.daybook.users.post;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** Text of a post: 1 to 50,000 characters. */
public record PostContent(String value) {
    public PostContent {
        InvalidValue.unlessLength(value, 1, 50_000);
    }

    public static PostContent typed(String text) {
        return new PostContent(Typed.lines(text, 1, 50_000));
    }

    @Override
    public String toString() {
        return value;
    }
}
