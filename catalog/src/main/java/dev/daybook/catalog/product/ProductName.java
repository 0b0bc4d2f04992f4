package dev.daybook.catalog.product;

import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import dev.daybook.users.text.Typed;
import java.util.Collection;
import java.util.function.Function;

/** Name of a product: 1 to 200 characters, unique within its category. */
public record ProductName(String value) {
    private static final int MAX_SLUG = 200;

    public ProductName {
        InvalidValue.unlessLength(value, 1, 200);
    }

    public static ProductName typed(String text) {
        return new ProductName(Typed.name(text, 200));
    }

    /** Slug derived from the name, or the next like it that is not taken. */
    Slug freeSlug(Function<Collection<String>, Collection<String>> taken) {
        return Slug.from(value, "product", MAX_SLUG).orNextFree(MAX_SLUG, taken);
    }

    @Override
    public String toString() {
        return value;
    }
}
