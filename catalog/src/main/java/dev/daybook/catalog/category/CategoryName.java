package dev.daybook.catalog.category;

import dev.daybook.catalog.InvalidValue;

/** What a category is called: 1 to 100 characters, unique. */
public record CategoryName(String value) {
    public CategoryName {
        InvalidValue.unlessText(value, 100);
    }

    @Override
    public String toString() {
        return value;
    }
}
