package dev.daybook.catalog.category;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.category.Books.DETAILS;
import static dev.daybook.catalog.category.Books.NAME;
import static dev.daybook.catalog.category.Books.SLUG;
import static dev.daybook.catalog.category.Books.STATIONERY;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.Taken;
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
import dev.daybook.users.text.Slug;
import java.util.function.UnaryOperator;
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
        when(categories.keep(STATIONERY.value())).thenReturn(true);
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
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(Taken.among("books", "books-2"));
        books.givenNoPriorActivity()
                .when(create(NAME, null))
                .expectEvents(new CategoryCreated(Books.ID, NAME, new Slug("books-3"), null, null));
    }

    @Test
    void a_slug_that_was_chosen_is_not_changed() {
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(Taken.among("books"));
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
        when(categories.findTakenSlugs(anyCollection())).thenAnswer(Taken.among("b".repeat(100)));
        books.givenNoPriorActivity()
                .when(create(name, null))
                .expectEvents(new CategoryCreated(Books.ID, name, new Slug("b".repeat(98) + "-2"), null, null));
    }

    @Test
    void all_that_a_category_says_of_itself_can_be_changed() {
        var novels = new CategoryDetails(NOVELS, new Slug("novels"), null);
        books.given(Books.createdBelow(STATIONERY))
                .when(update(_ -> novels, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new CategoryEdited(Books.ID, novels));
    }

    @Test
    void what_is_not_changed_stays_as_it_is_and_the_slug_with_another_name_too() {
        books.given(Books.createdAsRoot())
                .when(update(details -> details.withName(NOVELS), null))
                .expectEvents(new CategoryEdited(Books.ID, new CategoryDetails(NOVELS, SLUG, "To read.")));
    }

    @Test
    void a_change_goes_on_from_the_one_before() {
        books.given(Books.createdAsRoot(), new CategoryEdited(Books.ID, DETAILS.withName(NOVELS)))
                .when(update(details -> details.withDescription(null), null))
                .expectEvents(new CategoryEdited(Books.ID, new CategoryDetails(NOVELS, SLUG, null)));
    }

    @Test
    void what_a_category_says_already_is_no_change() {
        books.given(Books.createdAsRoot())
                .when(update(details -> details, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        books.given(Books.createdAsRoot(), new CategoryEdited(Books.ID, DETAILS.withName(NOVELS)))
                .when(update(details -> details.withName(new CategoryName("Novels")), 2L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void who_has_seen_the_last_change_or_does_not_care_may_change_a_category(@Nullable Long version) {
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(update(details -> details.withName(NOVELS), version))
                .expectEvents(new CategoryEdited(Books.ID, DETAILS.withName(NOVELS)));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void who_has_seen_another_version_may_not_change_a_category(long version) {
        books.given(Books.createdAsRoot(), new CategoryMoved(Books.ID, STATIONERY))
                .when(update(details -> details.withName(NOVELS), version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
    }

    @Test
    void who_has_seen_another_version_is_told_even_if_the_category_would_stay_as_it_is() {
        books.given(Books.createdAsRoot())
                .when(update(details -> details, 7L))
                .expectException(refusal(new VersionConflict(7, 1)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("commandsToOneThatThereIs")
    void nothing_can_be_asked_of_a_deleted_category(CategoryCommand command) {
        books.given(Books.createdBelow(STATIONERY), new CategoryDeleted(Books.ID))
                .when(command)
                .expectException(AggregateDeletedException.class)
                .expectNoEvents();
        verifyNoInteractions(categories, tree, products, commands);
    }

    @ParameterizedTest
    @MethodSource("commandsToOneThatThereIs")
    void nothing_can_be_asked_of_a_category_that_nobody_added(CategoryCommand command) {
        books.givenNoPriorActivity()
                .when(command)
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    static Stream<CategoryCommand> commandsToOneThatThereIs() {
        return Stream.of(
                update(details -> details.withName(NOVELS), null),
                new MoveCategory(Books.ID, null, null),
                new LeaveParent(Books.ID, STATIONERY),
                new DeleteCategory(Books.ID, true, null));
    }

    private static CreateCategory create(CategoryName name, @Nullable Slug slug) {
        return new CreateCategory(Books.ID, name, slug, null, null);
    }

    private static UpdateCategory update(UnaryOperator<CategoryDetails> change, @Nullable Long version) {
        return new UpdateCategory(Books.ID, change, version);
    }
}
