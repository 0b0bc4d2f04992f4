package dev.daybook.catalog.product;

import dev.daybook.catalog.category.CategoryId;
import dev.daybook.users.text.Slug;
import org.jspecify.annotations.Nullable;

/** Texts that a product is shown with, and the category that it is in. */
public record ProductDetails(
        ProductName name,
        Slug slug,
        @Nullable String description,
        @Nullable CategoryId category) {
    ProductDetails withoutCategory() {
        return new ProductDetails(name, slug, description, null);
    }
}
