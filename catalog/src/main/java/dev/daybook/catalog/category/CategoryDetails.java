package dev.daybook.catalog.category;

import dev.daybook.users.text.Slug;
import org.jspecify.annotations.Nullable;

/** Texts that a category is shown with. */
public record CategoryDetails(
        CategoryName name, Slug slug, @Nullable String description) {}
