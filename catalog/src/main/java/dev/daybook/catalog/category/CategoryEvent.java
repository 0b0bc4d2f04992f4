package dev.daybook.catalog.category;

import dev.daybook.catalog.Slug;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** What has happened to a category. */
public sealed interface CategoryEvent extends DomainEvent {
    CategoryId category();

    record CategoryCreated(
            CategoryId category,
            CategoryName name,
            Slug slug,
            @Nullable String description,
            @Nullable CategoryId parent)
            implements CategoryEvent {}
}
