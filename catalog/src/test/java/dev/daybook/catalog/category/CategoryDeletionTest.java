package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static dev.daybook.catalog.category.CategoryCommand.DeleteCategory.MAX_DETACHED;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.CatalogRefusal.AmbiguousName;
import dev.daybook.catalog.CatalogRefusal.CategoryInUse;
import dev.daybook.catalog.CatalogRefusal.TooManyToDetach;
import dev.daybook.catalog.CatalogRefusal.VersionConflict;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.category.CategoryCommand.DeleteCategory;
import dev.daybook.catalog.category.CategoryCommand.LeaveParent;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryTree.Contents;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryDeletionTest {
    private static final CategoryId NOVELS = CategoryId.random();
    private static final CategoryId COMICS = CategoryId.random();
    private static final ProductId EMMA = ProductId.random();
    private static final ProductId DRACULA = ProductId.random();
    private static final Contents NOTHING = contents(0, 0);

    private final Categories categories = mock();
    private final CategoryTree tree = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Category> books =
            new AggregateTestFixture<>(Category.class).registerInjectableResources(categories, tree, commands);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_empty_category_is_deleted(boolean detach) {
        booksContain(NOTHING);
        books.given(Books.createdBelow(STATIONERY))
                .when(new DeleteCategory(Books.ID, detach, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryDeleted(Books.ID))
                .expectMarkedDeleted();
        verifyNoInteractions(commands);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "2, 3", "1, 5000"})
    void a_category_with_children_or_products_is_not_deleted(int children, int products) {
        booksContain(contents(children, products));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, false, null))
                .expectException(refusal(new CategoryInUse(Books.ID, children, products)))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void all_that_is_in_a_category_can_leave_it_first() {
        booksContain(new Contents(List.of(NOVELS, COMICS), List.of(EMMA, DRACULA), List.of()));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectEvents(new CategoryDeleted(Books.ID))
                .expectMarkedDeleted();
        verify(commands).sendAndWait(new LeaveParent(NOVELS, Books.ID));
        verify(commands).sendAndWait(new LeaveParent(COMICS, Books.ID));
        verify(commands).sendAndWait(new LeaveCategory(EMMA, Books.ID));
        verify(commands).sendAndWait(new LeaveCategory(DRACULA, Books.ID));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void a_category_stays_if_one_cannot_leave_it() {
        booksContain(contents(1, 1));
        when(commands.sendAndWait(any(LeaveCategory.class))).thenThrow(new IllegalStateException("Glued to the shelf"));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"5000, 0", "0, 5000", "1000, 4000"})
    void as_many_as_5000_leave_at_once(int children, int products) {
        booksContain(contents(children, products));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectEvents(new CategoryDeleted(Books.ID));
        verify(commands, times(children)).sendAndWait(any(LeaveParent.class));
        verify(commands, times(products)).sendAndWait(any(LeaveCategory.class));
    }

    @ParameterizedTest
    @CsvSource({"5001, 0", "0, 5001", "1000, 4001"})
    void more_than_5000_do_not_leave_at_once(int children, int products) {
        booksContain(contents(children, products));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(refusal(new TooManyToDetach(Books.ID, 5001, MAX_DETACHED)))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void a_product_does_not_leave_to_where_another_has_its_name() {
        booksContain(ambiguous(1));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(refusal(new AmbiguousName(Books.ID, "Emma")))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void that_a_category_is_in_use_is_told_before_why_it_cannot_be_emptied() {
        booksContain(ambiguous(5001));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, false, null))
                .expectException(refusal(new CategoryInUse(Books.ID, 5001, 2)));
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(refusal(new TooManyToDetach(Books.ID, 5003, 5000)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void who_has_seen_the_last_change_or_does_not_care_may_delete_a_category(@Nullable Long version) {
        booksContain(NOTHING);
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(new DeleteCategory(Books.ID, false, version))
                .expectEvents(new CategoryDeleted(Books.ID));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void who_has_seen_another_version_is_told_whatever_is_in_the_category(long version) {
        booksContain(ambiguous(5001));
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(new DeleteCategory(Books.ID, true, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
        verifyNoInteractions(tree, commands);
    }

    private void booksContain(Contents contents) {
        when(tree.contentsOf(Books.ID)).thenReturn(contents);
    }

    private static Contents ambiguous(int children) {
        return new Contents(many(children, CategoryId::random), List.of(EMMA, DRACULA), List.of("Emma", "Dracula"));
    }

    private static Contents contents(int children, int products) {
        return new Contents(many(children, CategoryId::random), many(products, ProductId::random), List.of());
    }

    private static <T> List<T> many(int count, Supplier<T> one) {
        return Stream.generate(one).limit(count).toList();
    }
}
