package dev.daybook.catalog;

import java.util.UUID;

/** Identifies a product. Ordered, so that concurrent reservations of many products do not deadlock. */
public record ProductId(UUID value) implements Comparable<ProductId> {
    public static ProductId random() {
        return new ProductId(UUID.randomUUID());
    }

    @Override
    public int compareTo(ProductId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
