package dev.daybook.catalog.product;

import dev.daybook.catalog.category.CategoryId;
import dev.daybook.users.text.Slug;
import org.jspecify.annotations.Nullable;

/** What a product is shown as, and where. */
public record ProductDetails(
        ProductName name,
        Slug slug,
        @Nullable String description,
        @Nullable CategoryId category) {
    public ProductDetails withName(ProductName name) {
        return new ProductDetails(name, slug, description, category);
    }

    public ProductDetails withSlug(Slug slug) {
        return new ProductDetails(name, slug, description, category);
    }

    public ProductDetails withDescription(@Nullable String description) {
        return new ProductDetails(name, slug, description, category);
    }

    public ProductDetails withCategory(@Nullable CategoryId category) {
        return new ProductDetails(name, slug, description, category);
    }
}
