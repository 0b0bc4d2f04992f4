package dev.daybook.catalog.category;

import dev.daybook.users.text.Slug;
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

    /** What the category says of itself from now on, as a whole. */
    record CategoryEdited(CategoryId category, CategoryDetails details) implements CategoryEvent {}

    /** Under another parent, or a root from now on. */
    record CategoryMoved(CategoryId category, @Nullable CategoryId parent) implements CategoryEvent {}

    /** Nothing is left in it. */
    record CategoryDeleted(CategoryId category) implements CategoryEvent {}
}
