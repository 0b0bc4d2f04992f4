package dev.daybook.catalog.product;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.users.text.Slug;
import org.jmolecules.event.types.DomainEvent;
import org.jspecify.annotations.Nullable;

/** Events of a product. */
public sealed interface ProductEvent extends DomainEvent {
    ProductId product();

    record ProductCreated(
            ProductId product,
            ProductName name,
            Slug slug,
            Sku sku,
            @Nullable String description,
            Price price,
            @Nullable CategoryId category,
            boolean active)
            implements ProductEvent {}

    /** Carries all details, changed or not. */
    record ProductEdited(ProductId product, ProductDetails details) implements ProductEvent {}

    record PriceChanged(
            ProductId product,
            Price price,
            Price previousPrice,
            @Nullable String reason) implements ProductEvent {}

    record ProductActivated(ProductId product, @Nullable String reason) implements ProductEvent {}

    record ProductDeactivated(ProductId product, @Nullable String reason) implements ProductEvent {}

    record ProductArchived(ProductId product, @Nullable String reason) implements ProductEvent {}
}
