package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.Notebook.DETAILS;
import static dev.daybook.catalog.product.Notebook.NAME;
import static dev.daybook.catalog.product.Notebook.SLUG;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.category.CategoryId;
import dev.daybook.users.text.Slug;
import org.junit.jupiter.api.Test;

class ProductDetailsTest {
    @Test
    void one_detail_is_changed_and_the_others_stay() {
        var name = new ProductName("Sketchbook");
        var slug = new Slug("sketchbook");
        var books = CategoryId.random();
        assertThat(DETAILS.withName(name)).isEqualTo(new ProductDetails(name, SLUG, "Ruled.", STATIONERY));
        assertThat(DETAILS.withSlug(slug)).isEqualTo(new ProductDetails(NAME, slug, "Ruled.", STATIONERY));
        assertThat(DETAILS.withDescription("Blank.")).isEqualTo(new ProductDetails(NAME, SLUG, "Blank.", STATIONERY));
        assertThat(DETAILS.withDescription(null)).isEqualTo(new ProductDetails(NAME, SLUG, null, STATIONERY));
        assertThat(DETAILS.withCategory(books)).isEqualTo(new ProductDetails(NAME, SLUG, "Ruled.", books));
        assertThat(DETAILS.withCategory(null)).isEqualTo(new ProductDetails(NAME, SLUG, "Ruled.", null));
    }
}
