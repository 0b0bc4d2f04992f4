package dev.daybook.users.post;

import java.util.UUID;

/** Identifies a tag for ever. */
public record TagId(UUID value) {
    public static TagId random() {
        return new TagId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
