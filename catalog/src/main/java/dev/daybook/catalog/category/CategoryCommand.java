package dev.daybook.catalog.category;

import dev.daybook.users.text.Change;
import dev.daybook.users.text.Slug;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands to a category. */
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

    /** Changes the details of the category. Values that they have already are no change. */
    record UpdateCategory(
            CategoryId category,
            Change<CategoryName> name,
            Change<Slug> slug,
            Change<@Nullable String> description,
            @Nullable Long expectedVersion)
            implements CategoryCommand {
        CategoryDetails appliedTo(CategoryDetails details) {
            return new CategoryDetails(
                    name.appliedTo(details.name()),
                    slug.appliedTo(details.slug()),
                    description.appliedTo(details.description()));
        }
    }

    /** Moves the category with all below it under another, or makes it a root. Refused below itself. */
    record MoveCategory(
            CategoryId category,
            @Nullable CategoryId newParent,
            @Nullable Long expectedVersion) implements CategoryCommand {}

    /** Makes a root of a category that is below {@code parent}. No change when it is elsewhere by now. */
    record LeaveParent(CategoryId category, CategoryId parent) implements CategoryCommand {}

    /**
     * Deletes the category.
     *
     * @param detach makes roots of its children and takes its products out of it, rather than refuse while it has any
     */
    record DeleteCategory(
            CategoryId category, boolean detach, @Nullable Long expectedVersion) implements CategoryCommand {
        /** Maximum number of children and products that are detached at once. */
        public static final int MAX_DETACHED = 5_000;
    }
}
