package dev.daybook.catalog.category;

import static dev.daybook.catalog.category.Books.CREATED_AT;
import static dev.daybook.catalog.category.Books.MEDIA;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class CategoryProjectionTest {
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    private final JdbcAggregateOperations rows = mock();
    private final CategoryProjection projection = new CategoryProjection(rows);
    private final CategoryView books = CategoryView.created(Books.createdBelow(STATIONERY), CREATED_AT);

    @BeforeEach
    void there_is_a_row_of_the_books() {
        when(rows.findById(Books.ID.value(), CategoryView.class)).thenReturn(books);
    }

    @Test
    void a_new_category_gets_a_row() {
        projection.on(Books.createdBelow(STATIONERY), CREATED_AT);
        verify(rows).insert(books);
        verifyNoMoreInteractions(rows);
    }

    @Test
    void an_edit_changes_the_row() {
        var novels = new CategoryDetails(new CategoryName("Novels"), new Slug("novels"), null);
        projection.on(new CategoryEdited(Books.ID, novels), TUESDAY);
        verify(rows).findById(Books.ID.value(), CategoryView.class);
        verify(rows).upsert(books.edited(novels, TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_move_changes_the_parent_in_the_row() {
        projection.on(new CategoryMoved(Books.ID, MEDIA), TUESDAY);
        verify(rows).findById(Books.ID.value(), CategoryView.class);
        verify(rows).upsert(books.moved(MEDIA, TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_move_to_the_top_clears_the_parent_in_the_row() {
        projection.on(new CategoryMoved(Books.ID, null), TUESDAY);
        verify(rows).findById(Books.ID.value(), CategoryView.class);
        verify(rows).upsert(books.moved(null, TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void the_row_of_a_deleted_category_is_deleted() {
        projection.on(new CategoryDeleted(Books.ID), TUESDAY);
        verify(rows).deleteById(Books.ID.value(), CategoryView.class);
        verifyNoMoreInteractions(rows);
    }
}
