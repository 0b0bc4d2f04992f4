package dev.daybook.users.post;

import dev.daybook.users.InvalidValue;

/** What a post says: 1 to 50,000 characters. */
public record PostContent(String value) {
    public PostContent {
        InvalidValue.unlessLength(value, 1, 50_000);
    }

    @Override
    public String toString() {
        return value;
    }
}
