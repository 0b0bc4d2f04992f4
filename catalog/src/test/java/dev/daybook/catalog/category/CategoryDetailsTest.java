package dev.daybook.catalog.category;

import static dev.daybook.catalog.category.Books.DETAILS;
import static dev.daybook.catalog.category.Books.NAME;
import static dev.daybook.catalog.category.Books.SLUG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.users.text.Slug;
import org.junit.jupiter.api.Test;

class CategoryDetailsTest {
    @Test
    void one_detail_is_changed_and_the_others_stay() {
        var novels = new CategoryName("Novels");
        assertThat(DETAILS.withName(novels)).isEqualTo(new CategoryDetails(novels, SLUG, "To read."));
        assertThat(DETAILS.withSlug(new Slug("novels")))
                .isEqualTo(new CategoryDetails(NAME, new Slug("novels"), "To read."));
        assertThat(DETAILS.withDescription("To look at.")).isEqualTo(new CategoryDetails(NAME, SLUG, "To look at."));
        assertThat(DETAILS.withDescription(null)).isEqualTo(new CategoryDetails(NAME, SLUG, null));
    }
}
