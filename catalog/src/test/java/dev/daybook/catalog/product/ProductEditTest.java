package dev.daybook.catalog.product;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.product.Notebook.DETAILS;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductCommand.LeaveCategory;
import dev.daybook.catalog.product.ProductCommand.UpdateProduct;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import dev.daybook.catalog.product.ProductRefusal.UnknownCategory;
import dev.daybook.catalog.product.ProductRefusal.VersionConflict;
import dev.daybook.catalog.stock.StockCommand.ChangeStockThreshold;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import java.util.function.UnaryOperator;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductEditTest {
    private static final ProductName SKETCHBOOK = new ProductName("Sketchbook");
    private static final CategoryId BOOKS = CategoryId.random();

    private final Categories categories = mock();
    private final Products products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Product> notebook =
            new AggregateTestFixture<>(Product.class).registerInjectableResources(categories, products, commands);

    @BeforeEach
    void there_is_stationery() {
        when(categories.keep(STATIONERY.value())).thenReturn(true);
    }

    @Test
    void all_that_a_product_is_shown_as_can_be_changed() {
        when(categories.keep(BOOKS.value())).thenReturn(true);
        var sketchbook = new ProductDetails(SKETCHBOOK, new Slug("sketchbook"), "Blank.", BOOKS);
        notebook.given(Notebook.created())
                .when(update(_ -> sketchbook, null, null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductEdited(Notebook.ID, sketchbook));
        verifyNoInteractions(commands);
    }

    @Test
    void what_is_not_changed_stays_as_it_is_and_the_slug_with_another_name_too() {
        notebook.given(Notebook.created())
                .when(update(details -> details.withName(SKETCHBOOK), null, null))
                .expectEvents(new ProductEdited(
                        Notebook.ID, new ProductDetails(SKETCHBOOK, Notebook.SLUG, "Ruled.", STATIONERY)));
    }

    @Test
    void a_product_can_lose_its_description_and_its_category() {
        notebook.given(Notebook.created())
                .when(update(details -> details.withDescription(null).withCategory(null), null, null))
                .expectEvents(
                        new ProductEdited(Notebook.ID, new ProductDetails(Notebook.NAME, Notebook.SLUG, null, null)));
        verifyNoInteractions(categories);
    }

    @Test
    void an_edit_goes_on_from_the_one_before() {
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, DETAILS.withName(SKETCHBOOK)))
                .when(update(details -> details.withDescription("Blank."), null, null))
                .expectEvents(new ProductEdited(
                        Notebook.ID, new ProductDetails(SKETCHBOOK, Notebook.SLUG, "Blank.", STATIONERY)));
    }

    @Test
    void what_a_product_is_shown_as_already_is_no_change() {
        notebook.given(Notebook.created())
                .when(update(details -> details, null, 1L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, DETAILS.withName(SKETCHBOOK)))
                .when(update(details -> details.withName(new ProductName("Sketchbook")), null, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    @Test
    void a_product_that_is_not_for_sale_can_be_edited() {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(update(details -> details.withName(SKETCHBOOK), null, null))
                .expectEvents(new ProductEdited(Notebook.ID, DETAILS.withName(SKETCHBOOK)));
    }

    @Test
    void a_product_cannot_be_put_into_a_category_that_does_not_exist() {
        notebook.given(Notebook.created())
                .when(update(details -> details.withCategory(BOOKS), 3, null))
                .expectException(refusal(new UnknownCategory(BOOKS)))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void its_stock_is_told_when_it_is_low_whatever_else_is_changed() {
        notebook.given(Notebook.created())
                .when(update(details -> details, 3, null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 3));
        notebook.given(Notebook.created())
                .when(update(details -> details.withName(SKETCHBOOK), 0, null))
                .expectEvents(new ProductEdited(Notebook.ID, DETAILS.withName(SKETCHBOOK)));
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 0));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void a_product_whose_stock_cannot_be_told_so_is_not_edited() {
        notebook.given(Notebook.created())
                .when(update(details -> details.withName(SKETCHBOOK), -1, null))
                .expectException(InvalidValue.class)
                .expectNoEvents();
        when(commands.sendAndWait(new ChangeStockThreshold(Notebook.ID, 3)))
                .thenThrow(new AggregateNotFoundException("stock", "There is no stock"));
        notebook.given(Notebook.created())
                .when(update(details -> details.withName(SKETCHBOOK), 3, null))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void who_has_seen_the_last_change_or_does_not_care_may_edit_a_product(@Nullable Long version) {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(update(details -> details.withName(SKETCHBOOK), 3, version))
                .expectEvents(new ProductEdited(Notebook.ID, DETAILS.withName(SKETCHBOOK)));
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 3));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void who_has_seen_another_version_may_not_edit_a_product(long version) {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(update(details -> details.withName(SKETCHBOOK), 3, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    @Test
    void who_has_seen_another_version_is_told_even_if_the_product_would_stay_as_it_is_or_could_not_be_so() {
        notebook.given(Notebook.created())
                .when(update(details -> details, null, 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
        notebook.given(Notebook.created())
                .when(update(details -> details.withCategory(BOOKS), null, 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
    }

    @Test
    void a_product_leaves_its_category_and_nothing_else() {
        notebook.given(Notebook.created())
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductEdited(
                        Notebook.ID, new ProductDetails(Notebook.NAME, Notebook.SLUG, "Ruled.", null)));
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, DETAILS.withCategory(BOOKS)))
                .when(new LeaveCategory(Notebook.ID, BOOKS))
                .expectEvents(new ProductEdited(Notebook.ID, DETAILS.withCategory(null)));
        verify(categories, never()).keep(BOOKS.value());
        verifyNoInteractions(commands);
    }

    @Test
    void a_product_that_is_elsewhere_by_now_leaves_nothing() {
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, DETAILS.withCategory(BOOKS)))
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, DETAILS.withCategory(null)))
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private static UpdateProduct update(
            UnaryOperator<ProductDetails> change, @Nullable Integer lowStockThreshold, @Nullable Long version) {
        return new UpdateProduct(Notebook.ID, change, lowStockThreshold, version);
    }
}
