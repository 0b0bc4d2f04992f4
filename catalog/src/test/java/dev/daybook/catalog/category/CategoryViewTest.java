package dev.daybook.catalog.category;

import static dev.daybook.catalog.category.Books.CREATED_AT;
import static dev.daybook.catalog.category.Books.MEDIA;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CategoryViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final CategoryView books = CategoryView.created(Books.createdBelow(STATIONERY), CREATED_AT);

    @Test
    void a_category_is_shown_below_its_parent() {
        assertThat(books).isEqualTo(row(1, "Books", "books", "To read.", STATIONERY.value(), CREATED_AT));
    }

    @Test
    void a_root_is_shown_below_nothing() {
        var event = new CategoryCreated(Books.ID, Books.NAME, Books.SLUG, null, null);
        assertThat(CategoryView.created(event, CREATED_AT)).isEqualTo(row(1, "Books", "books", null, null, CREATED_AT));
    }

    @Test
    void an_edited_category_keeps_its_parent() {
        var novels = new CategoryDetails(new CategoryName("Novels"), new Slug("novels"), null);
        assertThat(books.edited(novels, MONDAY))
                .isEqualTo(row(2, "Novels", "novels", null, STATIONERY.value(), MONDAY));
    }

    @Test
    void a_moved_category_keeps_its_details() {
        assertThat(books.moved(MEDIA, MONDAY)).isEqualTo(row(2, "Books", "books", "To read.", MEDIA.value(), MONDAY));
        assertThat(books.moved(null, MONDAY)).isEqualTo(row(2, "Books", "books", "To read.", null, MONDAY));
    }

    @Test
    void every_event_raises_the_version() {
        var novels = new CategoryDetails(new CategoryName("Novels"), new Slug("novels"), "To read at night.");
        assertThat(books.moved(MEDIA, MONDAY).edited(novels, MONDAY).moved(null, TUESDAY))
                .isEqualTo(row(4, "Novels", "novels", "To read at night.", null, TUESDAY));
    }

    private static CategoryView row(
            long version,
            String name,
            String slug,
            @Nullable String description,
            @Nullable UUID parent,
            Instant updatedAt) {
        return new CategoryView(Books.ID.value(), version, name, slug, description, parent, CREATED_AT, updatedAt);
    }
}
