package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of a product. {@code version} counts the events of its stream; {@code priceChangeId} is the {@link PriceChangeView}
 * that brought its price.
 */
@Table("products")
public record ProductView(
        @Id UUID id,
        long version,
        String name,
        String slug,
        String sku,
        @Nullable String description,
        ProductStatus status,
        @Embedded.Empty(prefix = "price_") Money price,
        UUID priceChangeId,
        @Nullable UUID categoryId,
        Instant createdAt,
        Instant updatedAt) {

    static ProductView created(ProductCreated event, UUID priceChange, Instant at) {
        return new ProductView(
                event.product().value(),
                1,
                event.name().value(),
                event.slug().value(),
                event.sku().value(),
                event.description(),
                event.active() ? ProductStatus.ACTIVE : ProductStatus.INACTIVE,
                event.price().money(),
                priceChange,
                idOf(event.category()),
                at,
                at);
    }

    ProductView edited(ProductDetails details, Instant at) {
        return new ProductView(
                id,
                version + 1,
                details.name().value(),
                details.slug().value(),
                sku,
                details.description(),
                status,
                price,
                priceChangeId,
                idOf(details.category()),
                createdAt,
                at);
    }

    ProductView priced(Price price, UUID priceChange, Instant at) {
        return with(status, price.money(), priceChange, at);
    }

    ProductView statusChanged(ProductStatus status, Instant at) {
        return with(status, price, priceChangeId, at);
    }

    private ProductView with(ProductStatus status, Money price, UUID priceChange, Instant at) {
        return new ProductView(
                id, version + 1, name, slug, sku, description, status, price, priceChange, categoryId, createdAt, at);
    }

    public ProductId productId() {
        return new ProductId(id);
    }

    public boolean isActive() {
        return status == ProductStatus.ACTIVE;
    }

    private static @Nullable UUID idOf(@Nullable CategoryId category) {
        return category == null ? null : category.value();
    }
}
