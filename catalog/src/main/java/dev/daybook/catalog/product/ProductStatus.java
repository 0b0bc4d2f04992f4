package dev.daybook.catalog.product;

import java.util.List;

/** Whether customers see a product and can buy it: only an active one. */
public enum ProductStatus {
    ACTIVE,
    INACTIVE,
    /** For good. Old orders keep their copy of the product; its slug, its SKU and its name can be used again. */
    ARCHIVED;

    /** Where a product may go from here. */
    public List<ProductStatus> next() {
        return switch (this) {
            case ACTIVE -> List.of(INACTIVE, ARCHIVED);
            case INACTIVE -> List.of(ACTIVE, ARCHIVED);
            case ARCHIVED -> List.of();
        };
    }
}
