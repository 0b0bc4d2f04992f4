package dev.daybook.catalog.category;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.daybook.catalog.category.Categories.Step;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.support.ModuleTest;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@ModuleTest
class CategoryRowsTests {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");

    @Autowired
    JdbcAggregateOperations rows;

    @Autowired
    Categories categories;

    @Test
    void a_tree_is_read_downwards_and_upwards() {
        var paper = created("Paper", "paper", null);
        var books = created("Books", "books", paper);
        var poems = created("Poems", "poems", books);
        var pens = created("Pens", "pens", null);
        assertThat(categories.findIdsBelow(List.of(paper.value())))
                .containsExactlyInAnyOrder(paper.value(), books.value(), poems.value());
        assertThat(categories.findPathsAbove(List.of(poems.value(), pens.value())))
                .containsExactly(new Step(poems.value(), paper.value()), new Step(poems.value(), books.value()));
    }

    @Test
    void categories_are_listed_by_name() {
        var pens = created("Pens", "pens", null);
        var books = created("Books", "books", pens);
        var ink = created("Ink", "ink", pens);
        assertThat(categories.findByParentIdIsNullOrderByNameAscIdAsc())
                .extracting(CategoryView::id)
                .containsExactly(pens.value());
        assertThat(categories.findByParentIdOrderByNameAscIdAsc(pens.value()))
                .extracting(CategoryView::id)
                .containsExactly(books.value(), ink.value());
    }

    @Test
    void a_moved_category_is_below_its_new_parent_alone() {
        var pens = created("Pens", "pens", null);
        var ink = created("Ink", "ink", pens);
        project(new CategoryMoved(ink, null));
        assertThat(categories.findIdsBelow(List.of(pens.value()))).containsExactly(pens.value());
    }

    @Test
    void a_deleted_category_frees_its_name_and_its_slug() {
        var pens = created("Pens", "pens", null);
        project(new CategoryDeleted(pens));
        assertThat(categories.lockIfExists(pens.value())).isFalse();
        assertThat(categories.findTakenSlugs(Set.of("pens"))).isEmpty();
        var again = created("Pens", "pens", null);
        assertThat(categories.lockExisting(Set.of(pens.value(), again.value()))).containsExactly(again.value());
    }

    @Test
    void a_name_is_taken_once() {
        created("Pens", "pens", null);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> created("Pens", "other-pens", null))
                .withMessageContaining("categories_name_taken");
    }

    @Test
    void a_slug_is_taken_once() {
        created("Pens", "pens", null);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> created("Other pens", "pens", null))
                .withMessageContaining("categories_slug_taken");
    }

    private CategoryId created(String name, String slug, @Nullable CategoryId parent) {
        var id = CategoryId.random();
        project(new CategoryCreated(id, new CategoryName(name), new Slug(slug), null, parent));
        return id;
    }

    private void project(CategoryEvent event) {
        new CategoryProjection(rows).on(event, MONDAY);
    }
}
