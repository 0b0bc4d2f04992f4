package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/** A product as it is now. {@code version} counts the events of its stream. */
@Table("products")
public record ProductView(
        @Id UUID id,
        long version,
        String name,
        String slug,
        String sku,
        @Nullable String description,
        ProductStatus status,
        BigDecimal priceAmount,
        String priceCurrency,
        @Nullable UUID categoryId,
        Instant createdAt,
        Instant updatedAt) {

    static ProductView created(ProductCreated event, Instant at) {
        var category = event.category();
        return new ProductView(
                event.product().value(),
                1,
                event.name().value(),
                event.slug().value(),
                event.sku().value(),
                event.description(),
                event.active() ? ProductStatus.ACTIVE : ProductStatus.INACTIVE,
                event.price().money().amount(),
                event.price().money().currencyCode(),
                category == null ? null : category.value(),
                at,
                at);
    }

    ProductView priced(Price price, Instant at) {
        return new ProductView(
                id,
                version + 1,
                name,
                slug,
                sku,
                description,
                status,
                price.money().amount(),
                price.money().currencyCode(),
                categoryId,
                createdAt,
                at);
    }

    public ProductId productId() {
        return new ProductId(id);
    }

    public Money price() {
        return Money.of(priceAmount, priceCurrency);
    }

    public boolean isActive() {
        return status == ProductStatus.ACTIVE;
    }
}
