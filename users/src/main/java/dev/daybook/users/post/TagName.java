package dev.daybook.users.post;

import dev.daybook.users.InvalidValue;
import java.util.Locale;

/** What a tag is called: 1 to 50 characters, without space around them. */
public record TagName(String value) {
    static final int MAX_SLUG = 50;

    public TagName {
        value = value.strip();
        InvalidValue.unlessLength(value, 1, 50);
    }

    /** What a tag is known by: the same for each way to write its name in capitals or small letters. */
    public String key() {
        return key(value);
    }

    /** The same of a name as somebody typed it. */
    public static String key(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    /** What follows from the name; it may be that of another tag already. */
    public Slug slug() {
        return Slug.from(value, "tag", MAX_SLUG);
    }

    @Override
    public String toString() {
        return value;
    }
}
