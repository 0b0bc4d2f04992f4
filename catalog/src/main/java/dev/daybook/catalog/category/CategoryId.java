package dev.daybook.catalog.category;

import java.util.UUID;

/** Identifies a category. */
public record CategoryId(UUID value) {
    public static CategoryId random() {
        return new CategoryId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
