package dev.daybook.catalog.product;

import dev.daybook.catalog.InvalidValue;

/** What a product is called: 1 to 200 characters, unique within its category. */
public record ProductName(String value) {
    public ProductName {
        InvalidValue.unlessText(value, 200);
    }

    @Override
    public String toString() {
        return value;
    }
}
