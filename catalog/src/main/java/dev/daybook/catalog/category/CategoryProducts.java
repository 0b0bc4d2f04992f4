package dev.daybook.catalog.category;

import java.util.Optional;

/**
 * Answers questions about the products in a category that is to be deleted. Archived ones do not count.
 * Implemented beside the products, which know their category.
 */
public interface CategoryProducts {
    int countIn(CategoryId category);

    /** Name of one of them that another product without a category has. */
    Optional<String> ambiguousNameIn(CategoryId category);

    /** Takes all of them out of the category. */
    void detachFrom(CategoryId category);
}
