package dev.daybook.catalog.product;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;

/** What a product is called: 1 to 200 characters, unique within its category. */
public record ProductName(String value) {
    public ProductName {
        InvalidValue.unlessLength(value, 1, 200);
    }

    /** As it is derived from the name; whether it is free is another question. */
    Slug slug() {
        return Slug.from(value, "product", Product.MAX_SLUG);
    }

    public static ProductName typed(String text) {
        return new ProductName(Typed.name(text, 200));
    }

    @Override
    public String toString() {
        return value;
    }
}
