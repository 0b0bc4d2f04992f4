package dev.daybook.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CategoryViewTest {
    private static final CategoryId BOOKS = CategoryId.random();
    private static final CategoryId STATIONERY = CategoryId.random();
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");

    @Test
    void a_category_is_shown_below_its_parent() {
        var event = new CategoryCreated(BOOKS, new CategoryName("Books"), new Slug("books"), "To read.", STATIONERY);
        assertThat(CategoryView.created(event, MONDAY))
                .isEqualTo(new CategoryView(
                        BOOKS.value(), 1, "Books", "books", "To read.", STATIONERY.value(), MONDAY, MONDAY));
    }

    @Test
    void a_root_is_shown_below_nothing() {
        var event = new CategoryCreated(BOOKS, new CategoryName("Books"), new Slug("books"), null, null);
        assertThat(CategoryView.created(event, MONDAY))
                .isEqualTo(new CategoryView(BOOKS.value(), 1, "Books", "books", null, null, MONDAY, MONDAY));
    }
}
