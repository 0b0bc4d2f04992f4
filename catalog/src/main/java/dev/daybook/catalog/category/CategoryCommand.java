package dev.daybook.catalog.category;

import dev.daybook.catalog.Slug;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a category. */
public sealed interface CategoryCommand {
    @TargetAggregateIdentifier
    CategoryId category();

    /** Adds a category below {@code parent}, or as a root. Without a slug one is derived from the name. */
    record CreateCategory(
            CategoryId category,
            CategoryName name,
            @Nullable Slug slug,
            @Nullable String description,
            @Nullable CategoryId parent)
            implements CategoryCommand {}
}
