package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static dev.daybook.catalog.category.CategoryCommand.DeleteCategory.MAX_DETACHED;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.category.CategoryCommand.DeleteCategory;
import dev.daybook.catalog.category.CategoryCommand.LeaveParent;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryRefusal.AmbiguousName;
import dev.daybook.catalog.category.CategoryRefusal.CategoryInUse;
import dev.daybook.catalog.category.CategoryRefusal.TooManyToDetach;
import dev.daybook.catalog.category.CategoryRefusal.VersionConflict;
import java.util.List;
import java.util.Optional;
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

    private final Categories categories = mock();
    private final CategoryTree tree = mock();
    private final CategoryProducts products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Category> books = new AggregateTestFixture<>(Category.class)
            .registerInjectableResources(categories, tree, products, commands);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_empty_category_is_deleted(boolean detach) {
        books.given(Books.createdBelow(STATIONERY))
                .when(new DeleteCategory(Books.ID, detach, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryDeleted(Books.ID))
                .expectMarkedDeleted();
        verifyNoInteractions(commands);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "2, 3", "1, 5000"})
    void a_category_with_children_or_products_is_not_deleted(int children, int count) {
        booksContain(many(children), count);
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, false, null))
                .expectException(refusal(new CategoryInUse(Books.ID, children, count)))
                .expectNoEvents();
        verifyNothingWasDetached();
    }

    @Test
    void children_and_products_are_detached_before_their_category_is_deleted() {
        booksContain(List.of(NOVELS, COMICS), 2);
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectEvents(new CategoryDeleted(Books.ID))
                .expectMarkedDeleted();
        verify(commands).sendAndWait(new LeaveParent(NOVELS, Books.ID));
        verify(commands).sendAndWait(new LeaveParent(COMICS, Books.ID));
        verifyNoMoreInteractions(commands);
        verify(products).detachFrom(Books.ID);
    }

    @Test
    void a_category_is_not_deleted_when_a_product_cannot_leave_it() {
        booksContain(List.of(NOVELS), 1);
        doThrow(new IllegalStateException("Glued to the shelf")).when(products).detachFrom(Books.ID);
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(IllegalStateException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @CsvSource({"5000, 0", "0, 5000", "1000, 4000"})
    void up_to_5000_children_and_products_are_detached_at_once(int children, int count) {
        booksContain(many(children), count);
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectEvents(new CategoryDeleted(Books.ID));
        verify(commands, times(children)).sendAndWait(any(LeaveParent.class));
        verify(products, times(count == 0 ? 0 : 1)).detachFrom(Books.ID);
    }

    @ParameterizedTest
    @CsvSource({"5001, 0", "0, 5001", "1000, 4001"})
    void more_than_5000_children_and_products_are_not_detached(int children, int count) {
        booksContain(many(children), count);
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(refusal(new TooManyToDetach(Books.ID, 5001, MAX_DETACHED)))
                .expectNoEvents();
        verifyNothingWasDetached();
    }

    @Test
    void a_product_is_not_detached_when_another_without_a_category_has_its_name() {
        booksContain(many(1), 2);
        theNameIsAmbiguous("Emma");
        books.given(Books.createdAsRoot())
                .when(new DeleteCategory(Books.ID, true, null))
                .expectException(refusal(new AmbiguousName(Books.ID, "Emma")))
                .expectNoEvents();
        verifyNothingWasDetached();
    }

    @Test
    void a_category_in_use_is_refused_for_that_before_its_size_and_the_names_in_it() {
        booksContain(many(5001), 2);
        theNameIsAmbiguous("Emma");
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
    void a_category_is_deleted_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(new DeleteCategory(Books.ID, false, version))
                .expectEvents(new CategoryDeleted(Books.ID));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_version_conflict_is_told_before_the_contents_are_looked_at(long version) {
        booksContain(many(5001), 2);
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(new DeleteCategory(Books.ID, true, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
        verifyNoInteractions(tree, products, commands);
    }

    private void booksContain(List<CategoryId> children, int count) {
        when(tree.childrenOf(Books.ID)).thenReturn(children);
        when(products.countIn(Books.ID)).thenReturn(count);
    }

    private void theNameIsAmbiguous(String name) {
        when(products.ambiguousNameIn(Books.ID)).thenReturn(Optional.of(name));
    }

    private void verifyNothingWasDetached() {
        verifyNoInteractions(commands);
        verify(products, never()).detachFrom(any());
    }

    private static List<CategoryId> many(int count) {
        return Stream.generate(CategoryId::random).limit(count).toList();
    }
}
