package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.CatalogRefusal.UnknownCategory;
import dev.daybook.catalog.Slug;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.junit.jupiter.api.Test;

class CategoryTest {
    private static final CategoryId BOOKS = CategoryId.random();
    private static final CategoryId STATIONERY = CategoryId.random();
    private static final CategoryName NAME = new CategoryName("Books");

    private final Categories categories = mock();
    private final TestExecutor<Category> books = new AggregateTestFixture<>(Category.class)
            .registerInjectableResource(categories)
            .givenNoPriorActivity();

    @Test
    void a_category_can_be_a_root() {
        books.when(new CreateCategory(BOOKS, NAME, new Slug("all-books"), "To read.", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryCreated(BOOKS, NAME, new Slug("all-books"), "To read.", null));
    }

    @Test
    void a_category_can_be_below_another() {
        when(categories.existsById(STATIONERY.value())).thenReturn(true);
        books.when(new CreateCategory(BOOKS, NAME, new Slug("books"), null, STATIONERY))
                .expectEvents(new CategoryCreated(BOOKS, NAME, new Slug("books"), null, STATIONERY));
    }

    @Test
    void a_category_cannot_be_below_one_that_does_not_exist() {
        books.when(new CreateCategory(BOOKS, NAME, new Slug("books"), null, STATIONERY))
                .expectException(refusal(new UnknownCategory(STATIONERY, "parentId")))
                .expectNoEvents();
    }

    @Test
    void a_category_without_a_slug_gets_one_from_its_name() {
        books.when(new CreateCategory(BOOKS, new CategoryName("Paper & Ink"), null, null, null))
                .expectEvents(
                        new CategoryCreated(BOOKS, new CategoryName("Paper & Ink"), new Slug("paper-ink"), null, null));
    }

    @Test
    void a_name_without_letters_makes_a_slug_too() {
        books.when(new CreateCategory(BOOKS, new CategoryName("📚"), null, null, null))
                .expectEvents(new CategoryCreated(BOOKS, new CategoryName("📚"), new Slug("category"), null, null));
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_number() {
        when(categories.existsBySlug("books")).thenReturn(true);
        when(categories.existsBySlug("books-2")).thenReturn(true);
        books.when(new CreateCategory(BOOKS, NAME, null, null, null))
                .expectEvents(new CategoryCreated(BOOKS, NAME, new Slug("books-3"), null, null));
    }

    @Test
    void a_slug_that_was_chosen_is_not_changed() {
        when(categories.existsBySlug("books")).thenReturn(true);
        books.when(new CreateCategory(BOOKS, NAME, new Slug("books"), null, null))
                .expectEvents(new CategoryCreated(BOOKS, NAME, new Slug("books"), null, null));
    }

    @Test
    void a_derived_slug_has_at_most_100_characters() {
        var name = new CategoryName("½".repeat(51));
        books.when(new CreateCategory(BOOKS, name, null, null, null))
                .expectEvents(new CategoryCreated(BOOKS, name, new Slug("12".repeat(50)), null, null));
    }

    @Test
    void a_numbered_slug_has_at_most_100_characters() {
        var name = new CategoryName("b".repeat(100));
        when(categories.existsBySlug("b".repeat(100))).thenReturn(true);
        books.when(new CreateCategory(BOOKS, name, null, null, null))
                .expectEvents(new CategoryCreated(BOOKS, name, new Slug("b".repeat(98) + "-2"), null, null));
    }
}
