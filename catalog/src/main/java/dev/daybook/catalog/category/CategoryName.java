package dev.daybook.catalog.category;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Typed;

/** Name of a category: 1 to 100 characters, unique. */
public record CategoryName(String value) {
    public CategoryName {
        InvalidValue.unlessLength(value, 1, 100);
    }

    public static CategoryName typed(String text) {
        return new CategoryName(Typed.name(text, 100));
    }

    @Override
    public String toString() {
        return value;
    }
}
