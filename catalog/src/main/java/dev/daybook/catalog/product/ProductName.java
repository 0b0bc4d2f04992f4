package dev.daybook.catalog.product;

import dev.daybook.catalog.InvalidValue;
import dev.daybook.catalog.Slug;

/** What a product is called: 1 to 200 characters, unique within its category. */
public record ProductName(String value) {
    public ProductName {
        InvalidValue.unlessText(value, 200);
    }

    /** As it is derived from the name; whether it is free is another question. */
    Slug slug() {
        return Slug.from(value, "product", Product.MAX_SLUG);
    }

    @Override
    public String toString() {
        return value;
    }
}
