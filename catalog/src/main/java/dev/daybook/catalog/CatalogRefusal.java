package dev.daybook.catalog;

import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductId;

/** Why this module says no to a command. */
public sealed interface CatalogRefusal {
    /** There is no such category; {@code field} is the part of the command that named it. */
    record UnknownCategory(CategoryId category, String field) implements CatalogRefusal {}

    /** Fewer pieces are available than were asked for. */
    record InsufficientStock(ProductId product, int requested, int available) implements CatalogRefusal {}

    /** Somebody else changed it since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements CatalogRefusal {}

    default CatalogRefused asException() {
        return new CatalogRefused(this);
    }
}
