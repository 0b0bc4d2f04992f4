package dev.daybook.graphql.paging;

import java.util.UUID;

/** Cursor of a row in a sorted list, which stays valid whatever rows come and go around it. */
record Cursor(String sorting, UUID id, String key) {
    /** @throws IllegalArgumentException when the text is none */
    static Cursor parse(String text) {
        var parts = text.split("\\|", 3);
        if (parts.length < 3) {
            throw new IllegalArgumentException("Not a cursor");
        }
        return new Cursor(parts[0], UUID.fromString(parts[1]), parts[2]);
    }

    @Override
    public String toString() {
        return "%s|%s|%s".formatted(sorting, id, key);
    }
}
