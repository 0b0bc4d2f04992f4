package dev.daybook.catalog.category;

import dev.daybook.users.text.Slug;
import java.util.function.UnaryOperator;
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

    /** Makes of what the category says of itself what it shall say. What it says already is no change. */
    record UpdateCategory(
            CategoryId category,
            UnaryOperator<CategoryDetails> change,
            @Nullable Long expectedVersion) implements CategoryCommand {}

    /** Moves the category with all below it under another, or makes it a root. Refused below itself. */
    record MoveCategory(
            CategoryId category,
            @Nullable CategoryId newParent,
            @Nullable Long expectedVersion) implements CategoryCommand {}

    /** Makes a root of a category that is below {@code parent}. For one that is elsewhere by now it is no change. */
    record LeaveParent(CategoryId category, CategoryId parent) implements CategoryCommand {}

    /**
     * Takes the category away for good.
     *
     * @param detach makes roots of its children and takes its products out of it, rather than refuse while it has any
     */
    record DeleteCategory(
            CategoryId category, boolean detach, @Nullable Long expectedVersion) implements CategoryCommand {
        /** More children and products than this cannot be detached at once. */
        public static final int MAX_DETACHED = 5_000;
    }
}
