package dev.daybook.catalog.category;

import dev.daybook.users.text.Slug;
import org.jspecify.annotations.Nullable;

/** What a category says of itself. */
public record CategoryDetails(
        CategoryName name, Slug slug, @Nullable String description) {
    public CategoryDetails withName(CategoryName name) {
        return new CategoryDetails(name, slug, description);
    }

    public CategoryDetails withSlug(Slug slug) {
        return new CategoryDetails(name, slug, description);
    }

    public CategoryDetails withDescription(@Nullable String description) {
        return new CategoryDetails(name, slug, description);
    }
}
