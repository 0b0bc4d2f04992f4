package dev.daybook.catalog.category;

import java.util.Optional;

/**
 * Products in a category, for the category that is to be deleted. Archived ones are left out: they are in nobody's way.
 * Implemented beside the products, which know their category.
 */
public interface CategoryProducts {
    int countIn(CategoryId category);

    /** Name of one of them that another product without a category has. */
    Optional<String> ambiguousNameIn(CategoryId category);

    /** Takes all of them out of the category. */
    void detachFrom(CategoryId category);
}
