package dev.daybook.catalog.category;

import static dev.daybook.catalog.category.Books.CREATED_AT;
import static dev.daybook.catalog.category.Books.MEDIA;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.InMemoryRows;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CategoryProjectionTest {
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final InMemoryRows rows = new InMemoryRows();
    private final CategoryProjection projection = new CategoryProjection(rows.operations());
    private final CategoryView books = CategoryView.created(Books.createdBelow(STATIONERY), CREATED_AT);

    @Test
    void a_new_category_gets_a_row() {
        projection.on(Books.createdBelow(STATIONERY), CREATED_AT);
        assertThat(rows.all()).containsExactly(books);
        assertThat(rows.writes()).containsExactlyInAnyOrder("insert CategoryView");
    }

    @Test
    void an_edit_changes_the_row() {
        rows.add(books);
        var novels = new CategoryDetails(new CategoryName("Novels"), new Slug("novels"), null);
        projection.on(new CategoryEdited(Books.ID, novels), TUESDAY);
        assertThat(rows.all()).containsExactly(books.edited(novels, TUESDAY));
    }

    @Test
    void a_move_changes_the_parent_in_the_row() {
        rows.add(books);
        projection.on(new CategoryMoved(Books.ID, MEDIA), TUESDAY);
        assertThat(rows.all()).containsExactly(books.moved(MEDIA, TUESDAY));
    }

    @Test
    void a_move_to_the_top_clears_the_parent_in_the_row() {
        rows.add(books);
        projection.on(new CategoryMoved(Books.ID, null), TUESDAY);
        assertThat(rows.all()).containsExactly(books.moved(null, TUESDAY));
    }

    @Test
    void the_row_of_a_deleted_category_is_deleted() {
        rows.add(books);
        projection.on(new CategoryDeleted(Books.ID), TUESDAY);
        assertThat(rows.all()).isEmpty();
    }
}
