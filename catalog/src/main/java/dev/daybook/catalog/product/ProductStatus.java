package dev.daybook.catalog.product;

/** Whether customers see a product and can buy it: only an active one. */
public enum ProductStatus {
    ACTIVE,
    INACTIVE,
    ARCHIVED
}
