package dev.daybook.catalog;

import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.CreateProducts.Creations;
import dev.daybook.catalog.product.ProductStatus;
import org.jspecify.annotations.Nullable;

/** Why this module says no to a command. */
public sealed interface CatalogRefusal {
    /** There is no such category; {@code field} is the part of the command that named it. */
    record UnknownCategory(CategoryId category, String field) implements CatalogRefusal {}

    /** The category would be below itself. */
    record Cycle(CategoryId category, CategoryId parent) implements CatalogRefusal {}

    /** There are still children or products in the category. */
    record CategoryInUse(CategoryId category, int children, int products) implements CatalogRefusal {}

    /** More is in the category than can be taken out of it at once. */
    record TooManyToDetach(CategoryId category, int contents, int most) implements CatalogRefusal {}

    /** A product of this name would lose its category, and another without a category has the name already. */
    record AmbiguousName(CategoryId category, String name) implements CatalogRefusal {}

    /** The product is archived and never changes again. */
    record ProductArchived(ProductId product) implements CatalogRefusal {}

    /** The product cannot go there from where it is. */
    record IllegalTransition(ProductStatus from, ProductStatus to) implements CatalogRefusal {}

    /** None of many products was created, since some cannot be. */
    record SomeRefused(Creations rows) implements CatalogRefusal {}

    /** Fewer pieces are available than were asked for. */
    record InsufficientStock(ProductId product, int requested, int available) implements CatalogRefusal {}

    /** More pieces would be there than fit on any shelf. */
    record TooManyPieces(ProductId product, int most) implements CatalogRefusal {}

    /** Somebody else changed it since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements CatalogRefusal {
        /** Refuses every version but the actual one; who expects none does not care. */
        public static void unlessExpected(@Nullable Long expected, long actual) {
            if (expected != null && expected != actual) {
                throw new VersionConflict(expected, actual).asException();
            }
        }
    }

    default CatalogRefused asException() {
        return new CatalogRefused(this);
    }
}
