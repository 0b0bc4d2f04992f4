package dev.daybook.graphql.catalog;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.category.CategoryView;
import dev.daybook.graphql.catalog.CategoryFigures.Figures;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A category and what is for sale in it. */
public record CategoryStats(CategoryView category, Figures figures) {
    /** That of the category, which has one of these. */
    public UUID id() {
        return category.id();
    }

    public int productCount() {
        return figures.productCount();
    }

    public @Nullable Money averagePrice() {
        return figures.averagePrice();
    }

    public @Nullable Money minPrice() {
        return figures.minPrice();
    }

    public @Nullable Money maxPrice() {
        return figures.maxPrice();
    }
}
