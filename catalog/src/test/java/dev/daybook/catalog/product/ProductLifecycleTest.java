package dev.daybook.catalog.product;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static dev.daybook.users.text.Change.keep;
import static dev.daybook.users.text.Change.set;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.ChangeStatus;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import dev.daybook.catalog.product.ProductCommand.UpdateProduct;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductRefusal.Archived;
import dev.daybook.catalog.product.ProductRefusal.IllegalTransition;
import dev.daybook.catalog.product.ProductRefusal.VersionConflict;
import java.util.List;
import java.util.stream.Stream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductLifecycleTest {
    private static final Price CHEAPER = Price.of("9.90", "EUR");

    private final Categories categories = mock();
    private final Products products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Product> notebook =
            new AggregateTestFixture<>(Product.class).registerInjectableResources(categories, products, commands);

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "Back in print")
    void a_product_that_is_not_for_sale_is_activated(@Nullable String reason) {
        notebook.given(historyOf(INACTIVE))
                .when(new ChangeStatus(Notebook.ID, ACTIVE, reason, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductActivated(Notebook.ID, reason));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "Misprinted")
    void a_product_that_is_for_sale_is_deactivated(@Nullable String reason) {
        notebook.given(historyOf(ACTIVE))
                .when(new ChangeStatus(Notebook.ID, INACTIVE, reason, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductDeactivated(Notebook.ID, reason));
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "INACTIVE"})
    void a_product_is_archived_whether_it_is_for_sale_or_not(ProductStatus status) {
        notebook.given(historyOf(status))
                .when(new ChangeStatus(Notebook.ID, ARCHIVED, "Out of print", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductArchived(Notebook.ID, "Out of print"));
        verifyNoInteractions(commands);
    }

    @Test
    void a_product_that_was_created_inactive_is_activated() {
        notebook.given(createdInactive())
                .when(new ChangeStatus(Notebook.ID, ACTIVE, null, null))
                .expectEvents(new ProductActivated(Notebook.ID, null));
        notebook.given(createdInactive())
                .when(new ChangeStatus(Notebook.ID, INACTIVE, null, null))
                .expectNoEvents();
    }

    @Test
    void a_product_is_deactivated_and_activated_again() {
        notebook.given(
                        Notebook.created(),
                        new ProductDeactivated(Notebook.ID, null),
                        new ProductActivated(Notebook.ID, null))
                .when(new ChangeStatus(Notebook.ID, INACTIVE, null, null))
                .expectEvents(new ProductDeactivated(Notebook.ID, null));
    }

    @ParameterizedTest
    @EnumSource(ProductStatus.class)
    void the_status_that_it_has_already_is_no_change(ProductStatus status) {
        notebook.given(historyOf(status))
                .when(new ChangeStatus(Notebook.ID, status, "Again", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(names = {"ACTIVE", "INACTIVE"})
    void an_archived_product_stays_archived(ProductStatus status) {
        notebook.given(historyOf(ARCHIVED))
                .when(new ChangeStatus(Notebook.ID, status, null, null))
                .expectException(refusal(new IllegalTransition(ARCHIVED, status)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @MethodSource("changes")
    void an_archived_product_refuses_every_change(ProductCommand change) {
        notebook.given(historyOf(ARCHIVED))
                .when(change)
                .expectException(refusal(new Archived(Notebook.ID)))
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    static Stream<ProductCommand> changes() {
        return Stream.of(
                new UpdateProduct(Notebook.ID, keep(), keep(), set("Blank."), keep(), keep(), 2L),
                new UpdateProduct(Notebook.ID, keep(), keep(), keep(), keep(), keep(), null),
                new UpdateProduct(Notebook.ID, keep(), keep(), keep(), keep(), set(3), null),
                new ChangePrice(Notebook.ID, CHEAPER, "Clearance", 2L),
                new ChangePrice(Notebook.ID, Notebook.PRICE, null, null));
    }

    @Test
    void an_archived_product_does_not_leave_its_category() {
        notebook.given(historyOf(ARCHIVED))
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_price_of_a_product_that_is_not_for_sale_can_be_changed() {
        notebook.given(historyOf(INACTIVE))
                .when(new ChangePrice(Notebook.ID, CHEAPER, null, null))
                .expectEvents(new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void a_status_is_changed_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        notebook.given(historyOf(INACTIVE))
                .when(new ChangeStatus(Notebook.ID, ARCHIVED, null, version))
                .expectEvents(new ProductArchived(Notebook.ID, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_status_is_not_changed_when_another_version_is_expected(long version) {
        notebook.given(historyOf(INACTIVE))
                .when(new ChangeStatus(Notebook.ID, ACTIVE, null, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
    }

    @ParameterizedTest
    @EnumSource(ProductStatus.class)
    void a_version_conflict_is_told_before_an_illegal_transition_and_for_the_same_status(ProductStatus status) {
        notebook.given(historyOf(ARCHIVED))
                .when(new ChangeStatus(Notebook.ID, status, null, 7L))
                .expectException(refusal(new VersionConflict(7, 2)))
                .expectNoEvents();
    }

    @Test
    void a_version_conflict_is_told_before_that_the_product_is_archived() {
        notebook.given(historyOf(ARCHIVED))
                .when(new UpdateProduct(Notebook.ID, keep(), keep(), keep(), keep(), keep(), 1L))
                .expectException(refusal(new VersionConflict(1, 2)));
        notebook.given(historyOf(ARCHIVED))
                .when(new ChangePrice(Notebook.ID, CHEAPER, null, 1L))
                .expectException(refusal(new VersionConflict(1, 2)));
    }

    @ParameterizedTest
    @MethodSource("commandsToAnExistingProduct")
    void a_product_that_was_not_created_takes_no_command(ProductCommand command) {
        notebook.givenNoPriorActivity()
                .when(command)
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    static Stream<ProductCommand> commandsToAnExistingProduct() {
        return Stream.concat(
                changes(),
                Stream.of(
                        new ChangeStatus(Notebook.ID, ARCHIVED, null, null),
                        new LeaveCategory(Notebook.ID, STATIONERY)));
    }

    private static List<ProductEvent> historyOf(ProductStatus status) {
        return switch (status) {
            case ACTIVE -> List.of(Notebook.created());
            case INACTIVE -> List.of(Notebook.created(), new ProductDeactivated(Notebook.ID, null));
            case ARCHIVED -> List.of(Notebook.created(), new ProductArchived(Notebook.ID, null));
        };
    }

    private static ProductCreated createdInactive() {
        return new ProductCreated(
                Notebook.ID, Notebook.NAME, Notebook.SLUG, Notebook.SKU, null, Notebook.PRICE, null, false);
    }
}
