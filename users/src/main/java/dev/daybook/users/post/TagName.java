package dev.daybook.users.post;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;
import java.util.Locale;

/** Name of a tag: 1 to 50 characters, without space around them. */
public record TagName(String value) {
    static final int MAX_SLUG = 50;

    public TagName {
        value = value.strip();
        InvalidValue.unlessLength(value, 1, 50);
    }

    /** Key that identifies a tag, the same for each spelling of its name in capitals or small letters. */
    public String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    /** The key of a name as somebody typed it. */
    public static String key(String typed) {
        return Typed.knownBy(typed).toLowerCase(Locale.ROOT);
    }

    /** The slug derived from the name; another tag may have it already. */
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
