package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.category.Books.NAME;
import static dev.daybook.catalog.category.Books.SLUG;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static dev.daybook.users.text.Change.clear;
import static dev.daybook.users.text.Change.keep;
import static dev.daybook.users.text.Change.set;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.TakenValues;
import dev.daybook.catalog.category.CategoryCommand.CreateCategory;
import dev.daybook.catalog.category.CategoryCommand.DeleteCategory;
import dev.daybook.catalog.category.CategoryCommand.LeaveParent;
import dev.daybook.catalog.category.CategoryCommand.MoveCategory;
import dev.daybook.catalog.category.CategoryCommand.UpdateCategory;
import dev.daybook.catalog.category.CategoryEvent.CategoryCreated;
import dev.daybook.catalog.category.CategoryEvent.CategoryDeleted;
import dev.daybook.catalog.category.CategoryEvent.CategoryEdited;
import dev.daybook.catalog.category.CategoryEvent.CategoryMoved;
import dev.daybook.catalog.category.CategoryRefusal.UnknownCategory;
import dev.daybook.catalog.category.CategoryRefusal.VersionConflict;
import dev.daybook.users.text.Change;
import dev.daybook.users.text.Slug;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.eventsourcing.AggregateDeletedException;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CategoryTest {
    private static final CategoryName NOVELS = new CategoryName("Novels");
    private static final CategoryDetails RENAMED = new CategoryDetails(NOVELS, SLUG, "To read.");

    private final Categories categories = mock();
    private final CategoryTree tree = mock();
    private final CategoryProducts products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Category> books = new AggregateTestFixture<>(Category.class)
            .registerInjectableResources(categories, tree, products, commands);

    @Test
    void a_category_can_be_a_root() {
        books.givenNoPriorActivity()
                .when(new CreateCategory(Books.ID, NAME, new Slug("all-books"), "To read.", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryCreated(Books.ID, NAME, new Slug("all-books"), "To read.", null));
    }

    @Test
    void a_category_can_be_below_another() {
        when(categories.lockIfExists(STATIONERY.value())).thenReturn(true);
        books.givenNoPriorActivity()
                .when(new CreateCategory(Books.ID, NAME, SLUG, null, STATIONERY))
                .expectEvents(new CategoryCreated(Books.ID, NAME, SLUG, null, STATIONERY));
    }

    @Test
    void a_category_cannot_be_below_one_that_does_not_exist() {
        books.givenNoPriorActivity()
                .when(new CreateCategory(Books.ID, NAME, SLUG, null, STATIONERY))
                .expectException(refusal(new UnknownCategory(STATIONERY, "parentId")))
                .expectNoEvents();
    }

    @Test
    void a_category_without_a_slug_gets_one_from_its_name() {
        var name = new CategoryName("Paper & Ink");
        books.givenNoPriorActivity()
                .when(create(name, null))
                .expectEvents(new CategoryCreated(Books.ID, name, new Slug("paper-ink"), null, null));
    }

    @Test
    void a_name_without_letters_makes_a_slug_too() {
        var name = new CategoryName("📚");
        books.givenNoPriorActivity()
                .when(create(name, null))
                .expectEvents(new CategoryCreated(Books.ID, name, new Slug("category"), null, null));
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_number() {
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("books", "books-2"));
        books.givenNoPriorActivity()
                .when(create(NAME, null))
                .expectEvents(new CategoryCreated(Books.ID, NAME, new Slug("books-3"), null, null));
    }

    @Test
    void a_slug_that_was_chosen_is_not_changed() {
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("books"));
        books.givenNoPriorActivity()
                .when(create(NAME, SLUG))
                .expectEvents(new CategoryCreated(Books.ID, NAME, SLUG, null, null));
    }

    @Test
    void a_derived_slug_has_at_most_100_characters() {
        var name = new CategoryName("ß".repeat(51));
        books.givenNoPriorActivity()
                .when(create(name, null))
                .expectEvents(new CategoryCreated(Books.ID, name, new Slug("ss".repeat(50)), null, null));
    }

    @Test
    void a_numbered_slug_has_at_most_100_characters() {
        var name = new CategoryName("b".repeat(100));
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("b".repeat(100)));
        books.givenNoPriorActivity()
                .when(create(name, null))
                .expectEvents(new CategoryCreated(Books.ID, name, new Slug("b".repeat(98) + "-2"), null, null));
    }

    @Test
    void every_detail_of_a_category_can_be_changed() {
        var slug = new Slug("novels");
        books.given(Books.createdBelow(STATIONERY))
                .when(new UpdateCategory(Books.ID, set(NOVELS), set(slug), set("To enjoy."), null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryEdited(Books.ID, new CategoryDetails(NOVELS, slug, "To enjoy.")));
    }

    @Test
    void a_renamed_category_keeps_its_slug_and_its_description() {
        books.given(Books.createdAsRoot())
                .when(rename(set(NOVELS), null))
                .expectEvents(new CategoryEdited(Books.ID, RENAMED));
    }

    @Test
    void an_edit_keeps_the_changes_of_the_one_before() {
        books.given(Books.createdAsRoot(), new CategoryEdited(Books.ID, RENAMED))
                .when(new UpdateCategory(Books.ID, keep(), keep(), clear(), null))
                .expectEvents(new CategoryEdited(Books.ID, new CategoryDetails(NOVELS, SLUG, null)));
    }

    @Test
    void the_details_that_a_category_has_already_are_no_change() {
        books.given(Books.createdAsRoot())
                .when(rename(keep(), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        books.given(Books.createdAsRoot(), new CategoryEdited(Books.ID, RENAMED))
                .when(rename(set(new CategoryName("Novels")), 2L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void a_category_is_edited_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(rename(set(NOVELS), version))
                .expectEvents(new CategoryEdited(Books.ID, RENAMED));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_category_is_not_edited_when_another_version_is_expected(long version) {
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(rename(set(NOVELS), version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
    }

    @Test
    void a_version_conflict_is_told_for_an_edit_without_changes_too() {
        books.given(Books.createdAsRoot())
                .when(rename(keep(), 7L))
                .expectException(refusal(new VersionConflict(7, 1)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("commandsToAnExistingCategory")
    void a_deleted_category_takes_no_command(CategoryCommand command) {
        books.given(Books.createdBelow(STATIONERY), new CategoryDeleted(Books.ID))
                .when(command)
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
        verifyNoInteractions(categories, tree, products, commands);
    }

    @ParameterizedTest
    @MethodSource("commandsToAnExistingCategory")
    void a_category_that_was_not_created_takes_no_command(CategoryCommand command) {
        books.givenNoPriorActivity()
                .when(command)
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    static Stream<CategoryCommand> commandsToAnExistingCategory() {
        return Stream.of(
                rename(set(NOVELS), null),
                new MoveCategory(Books.ID, null, null),
                new LeaveParent(Books.ID, STATIONERY),
                new DeleteCategory(Books.ID, true, null));
    }

    private static CreateCategory create(CategoryName name, @Nullable Slug slug) {
        return new CreateCategory(Books.ID, name, slug, null, null);
    }

    private static UpdateCategory rename(Change<CategoryName> name, @Nullable Long version) {
        return new UpdateCategory(Books.ID, name, keep(), keep(), version);
    }
}
