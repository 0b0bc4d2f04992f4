package dev.daybook.catalog.product;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.UUID;

/** A notebook among the stationery, for 12.50. */
final class Notebook {
    static final ProductId ID = new ProductId(UUID.fromString("00000000-0000-0000-0000-00000000b00c"));
    static final ProductName NAME = new ProductName("Notebook");
    static final Slug SLUG = new Slug("notebook");
    static final Sku SKU = new Sku("NB-01");
    static final Price PRICE = Price.of("12.50", "EUR");
    static final CategoryId STATIONERY = new CategoryId(UUID.fromString("00000000-0000-0000-0000-0000000000ca"));
    static final UUID PRICE_CHANGE = UUID.fromString("00000000-0000-0000-0000-000000001250");
    static final Instant CREATED_AT = Instant.parse("2026-12-10T09:00:00Z");

    private Notebook() {}

    static ProductCreated created() {
        return new ProductCreated(ID, NAME, SLUG, SKU, "Ruled.", PRICE, STATIONERY, true);
    }

    static ProductView row() {
        return ProductView.created(created(), PRICE_CHANGE, CREATED_AT);
    }
}
