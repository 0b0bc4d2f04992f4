package dev.daybook.catalog.category;

import dev.daybook.users.text.Slug;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of a category. */
public sealed interface CategoryEvent extends DomainEvent {
    CategoryId category();

    record CategoryCreated(
            CategoryId category,
            CategoryName name,
            Slug slug,
            @Nullable String description,
            @Nullable CategoryId parent)
            implements CategoryEvent {}

    /** Carries all details, changed or not. */
    record CategoryEdited(CategoryId category, CategoryDetails details) implements CategoryEvent {}

    /** The category is below another parent from now on, or a root. */
    record CategoryMoved(CategoryId category, @Nullable CategoryId parent) implements CategoryEvent {}

    /** The category was empty. */
    record CategoryDeleted(CategoryId category) implements CategoryEvent {}
}
