package dev.daybook.users.post;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;
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
        return value.toLowerCase(Locale.ROOT);
    }

    /** The same of a name as somebody typed it. */
    public static String key(String typed) {
        return Typed.knownBy(typed).toLowerCase(Locale.ROOT);
    }

    /** What follows from the name; it may be that of another tag already. */
    public Slug slug() {
        return Slug.from(value, "tag", MAX_SLUG);
    }

    public static TagName typed(String text) {
        return new TagName(Typed.name(text, 50));
    }

    @Override
    public String toString() {
        return value;
    }
}
