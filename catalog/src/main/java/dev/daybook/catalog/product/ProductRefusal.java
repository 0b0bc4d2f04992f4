package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.CreateProducts.Creations;

/** Reasons why a product refuses a command. */
public sealed interface ProductRefusal {
    /** There is no such category to put the product into. */
    record UnknownCategory(CategoryId category) implements ProductRefusal {}

    /** The product is archived and never changes again. */
    record Archived(ProductId product) implements ProductRefusal {}

    /** The product cannot change from its status to this one. */
    record IllegalTransition(ProductStatus from, ProductStatus to) implements ProductRefusal {}

    /** No product of many was created, since some cannot be. */
    record SomeRefused(Creations rows) implements ProductRefusal {}

    /** Somebody else changed the product since the caller looked. Versions count the events of its stream. */
    record VersionConflict(long expected, long actual) implements ProductRefusal {}
}
