package dev.daybook.catalog.product;

import java.util.List;

/** Status of a product. Customers see and buy active ones only. */
public enum ProductStatus {
    ACTIVE,
    INACTIVE,
    /** Final. Old orders keep their copy of the product; its slug, its SKU and its name can be used again. */
    ARCHIVED;

    /** Statuses that may follow. */
    public List<ProductStatus> next() {
        return switch (this) {
            case ACTIVE -> List.of(INACTIVE, ARCHIVED);
            case INACTIVE -> List.of(ACTIVE, ARCHIVED);
            case ARCHIVED -> List.of();
        };
    }
}
