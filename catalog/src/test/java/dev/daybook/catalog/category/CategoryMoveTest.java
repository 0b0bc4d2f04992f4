package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.category.Books.MEDIA;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.category.CategoryCommand.LeaveParent;
import dev.daybook.catalog.category.CategoryCommand.MoveCategory;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryRefusal.Cycle;
import dev.daybook.catalog.category.CategoryRefusal.UnknownCategory;
import dev.daybook.catalog.category.CategoryRefusal.VersionConflict;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryMoveTest {
    private static final CategoryId NOVELS = CategoryId.random();

    private final Categories categories = mock();
    private final CategoryTree tree = mock();
    private final CategoryProducts products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Category> books = new AggregateTestFixture<>(Category.class)
            .registerInjectableResources(categories, tree, products, commands);

    @BeforeEach
    void there_are_media_and_novels_among_the_books() {
        when(categories.lockIfExists(MEDIA.value())).thenReturn(true);
        when(categories.lockIfExists(NOVELS.value())).thenReturn(true);
        when(tree.isSameOrAbove(Books.ID, Books.ID)).thenReturn(true);
        when(tree.isSameOrAbove(Books.ID, NOVELS)).thenReturn(true);
    }

    @Test
    void a_root_is_moved_below_another_category() {
        books.given(Books.createdAsRoot())
                .when(new MoveCategory(Books.ID, MEDIA, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryMoved(Books.ID, MEDIA));
        verify(tree).isSameOrAbove(Books.ID, MEDIA);
        verify(categories).lockIfExists(MEDIA.value());
    }

    @Test
    void a_category_is_moved_from_one_to_another() {
        books.given(Books.createdBelow(STATIONERY))
                .when(new MoveCategory(Books.ID, MEDIA, null))
                .expectEvents(new CategoryMoved(Books.ID, MEDIA));
    }

    @Test
    void a_category_is_made_a_root() {
        books.given(Books.createdBelow(STATIONERY))
                .when(new MoveCategory(Books.ID, null, null))
                .expectEvents(new CategoryMoved(Books.ID, null));
        verifyNoInteractions(categories, tree);
    }

    @Test
    void a_category_can_go_back_to_where_it_was() {
        books.given(Books.createdBelow(MEDIA), new CategoryMoved(Books.ID, null))
                .when(new MoveCategory(Books.ID, MEDIA, null))
                .expectEvents(new CategoryMoved(Books.ID, MEDIA));
    }

    @Test
    void a_move_to_the_present_parent_is_no_change() {
        books.given(Books.createdBelow(STATIONERY))
                .when(new MoveCategory(Books.ID, STATIONERY, 1L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, MEDIA))
                .when(new MoveCategory(Books.ID, MEDIA, null))
                .expectNoEvents();
        books.given(Books.createdAsRoot())
                .when(new MoveCategory(Books.ID, null, null))
                .expectNoEvents();
        books.given(Books.createdBelow(STATIONERY), new CategoryMoved(Books.ID, null))
                .when(new MoveCategory(Books.ID, null, null))
                .expectNoEvents();
        verifyNoInteractions(categories, tree);
    }

    @Test
    void a_category_cannot_be_below_itself() {
        books.given(Books.createdAsRoot())
                .when(new MoveCategory(Books.ID, Books.ID, null))
                .expectException(refusal(new Cycle(Books.ID, Books.ID)))
                .expectNoEvents();
    }

    @Test
    void a_category_cannot_be_below_one_that_is_below_it() {
        books.given(Books.createdBelow(STATIONERY))
                .when(new MoveCategory(Books.ID, NOVELS, null))
                .expectException(refusal(new Cycle(Books.ID, NOVELS)))
                .expectNoEvents();
    }

    @Test
    void a_category_cannot_be_moved_below_one_that_does_not_exist() {
        books.given(Books.createdAsRoot())
                .when(new MoveCategory(Books.ID, STATIONERY, null))
                .expectException(refusal(new UnknownCategory(STATIONERY, "newParentId")))
                .expectNoEvents();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void a_category_is_moved_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        books.given(
                        Books.createdAsRoot(),
                        new CategoryEdited(Books.ID, new CategoryDetails(Books.NAME, Books.SLUG, null)))
                .when(new MoveCategory(Books.ID, MEDIA, version))
                .expectEvents(new CategoryMoved(Books.ID, MEDIA));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_category_is_not_moved_when_another_version_is_expected(long version) {
        books.given(
                        Books.createdAsRoot(),
                        new CategoryEdited(Books.ID, new CategoryDetails(Books.NAME, Books.SLUG, null)))
                .when(new MoveCategory(Books.ID, MEDIA, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
        verifyNoInteractions(categories, tree);
    }

    @Test
    void a_version_conflict_is_told_before_a_cycle_and_for_a_move_to_the_present_parent() {
        books.given(Books.createdBelow(MEDIA))
                .when(new MoveCategory(Books.ID, MEDIA, 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
        books.given(Books.createdBelow(MEDIA))
                .when(new MoveCategory(Books.ID, NOVELS, 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
    }

    @Test
    void a_category_that_leaves_its_parent_becomes_a_root() {
        books.given(Books.createdBelow(STATIONERY))
                .when(new LeaveParent(Books.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryMoved(Books.ID, null));
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, MEDIA))
                .when(new LeaveParent(Books.ID, MEDIA))
                .expectEvents(new CategoryMoved(Books.ID, null));
        verifyNoInteractions(categories, tree);
    }

    @Test
    void a_category_below_another_parent_or_none_does_not_leave() {
        books.given(Books.createdBelow(STATIONERY), new CategoryMoved(Books.ID, MEDIA))
                .when(new LeaveParent(Books.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        books.given(Books.createdBelow(STATIONERY), new CategoryMoved(Books.ID, null))
                .when(new LeaveParent(Books.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }
}
