package dev.daybook.catalog;

import java.util.UUID;

/** Names a product for ever. Ordered, so that those who reserve many do so in the same order. */
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
