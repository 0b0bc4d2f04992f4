package dev.daybook.catalog.category;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The books, a category among others. */
final class Books {
    static final CategoryId ID = new CategoryId(UUID.fromString("00000000-0000-0000-0000-0000000000b0"));
    static final CategoryId STATIONERY = new CategoryId(UUID.fromString("00000000-0000-0000-0000-0000000000ca"));
    static final CategoryId MEDIA = new CategoryId(UUID.fromString("00000000-0000-0000-0000-0000000000ed"));
    static final CategoryName NAME = new CategoryName("Books");
    static final Slug SLUG = new Slug("books");
    static final Instant CREATED_AT = Instant.parse("2026-12-10T09:00:00Z");

    private Books() {}

    static CategoryCreated createdAsRoot() {
        return createdBelow(null);
    }

    static CategoryCreated createdBelow(@Nullable CategoryId parent) {
        return new CategoryCreated(ID, NAME, SLUG, "To read.", parent);
    }
}
