package dev.daybook.catalog.product;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.CategoryId;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a product. */
public sealed interface ProductCommand {
    @TargetAggregateIdentifier
    ProductId product();

    /** Adds a product and opens its stock, both or neither. Without a slug one is derived from the name. */
    record CreateProduct(
            ProductId product,
            ProductName name,
            @Nullable Slug slug,
            Sku sku,
            @Nullable String description,
            Price price,
            @Nullable CategoryId category,
            int initialStock,
            int lowStockThreshold,
            boolean active)
            implements ProductCommand {}

    /** Asks another price from now on. The price that it has already is no change. */
    record ChangePrice(
            ProductId product,
            Price price,
            @Nullable String reason,
            @Nullable Long expectedVersion) implements ProductCommand {}
}
