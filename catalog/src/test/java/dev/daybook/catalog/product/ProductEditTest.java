package dev.daybook.catalog.product;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static dev.daybook.users.text.Change.clear;
import static dev.daybook.users.text.Change.keep;
import static dev.daybook.users.text.Change.set;
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
import dev.daybook.users.text.Change;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
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
    private static final ProductDetails RENAMED = new ProductDetails(SKETCHBOOK, Notebook.SLUG, "Ruled.", STATIONERY);

    private final Categories categories = mock();
    private final Products products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Product> notebook =
            new AggregateTestFixture<>(Product.class).registerInjectableResources(categories, products, commands);

    @BeforeEach
    void there_is_stationery() {
        when(categories.lockIfExists(STATIONERY.value())).thenReturn(true);
    }

    @Test
    void every_detail_of_a_product_can_be_changed() {
        when(categories.lockIfExists(BOOKS.value())).thenReturn(true);
        var slug = new Slug("sketchbook");
        notebook.given(Notebook.created())
                .when(new UpdateProduct(
                        Notebook.ID, set(SKETCHBOOK), set(slug), set("Blank."), set(BOOKS), keep(), null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductEdited(Notebook.ID, new ProductDetails(SKETCHBOOK, slug, "Blank.", BOOKS)));
        verifyNoInteractions(commands);
    }

    @Test
    void a_renamed_product_keeps_its_slug_and_its_other_details() {
        notebook.given(Notebook.created())
                .when(rename(SKETCHBOOK))
                .expectEvents(new ProductEdited(Notebook.ID, RENAMED));
    }

    @Test
    void a_product_can_lose_its_description_and_its_category() {
        notebook.given(Notebook.created())
                .when(new UpdateProduct(Notebook.ID, keep(), keep(), clear(), clear(), keep(), null))
                .expectEvents(
                        new ProductEdited(Notebook.ID, new ProductDetails(Notebook.NAME, Notebook.SLUG, null, null)));
        verifyNoInteractions(categories);
    }

    @Test
    void an_edit_keeps_the_changes_of_the_one_before() {
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, RENAMED))
                .when(new UpdateProduct(Notebook.ID, keep(), keep(), set("Blank."), keep(), keep(), null))
                .expectEvents(new ProductEdited(
                        Notebook.ID, new ProductDetails(SKETCHBOOK, Notebook.SLUG, "Blank.", STATIONERY)));
    }

    @Test
    void the_details_that_a_product_has_already_are_no_change() {
        notebook.given(Notebook.created())
                .when(update(keep(), keep(), 1L))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, RENAMED))
                .when(rename(new ProductName("Sketchbook")))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    @Test
    void a_product_that_is_not_for_sale_can_be_edited() {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(rename(SKETCHBOOK))
                .expectEvents(new ProductEdited(Notebook.ID, RENAMED));
    }

    @Test
    void a_product_cannot_be_put_into_a_category_that_does_not_exist() {
        notebook.given(Notebook.created())
                .when(new UpdateProduct(Notebook.ID, keep(), keep(), keep(), set(BOOKS), set(3), null))
                .expectException(refusal(new UnknownCategory(BOOKS)))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void a_changed_threshold_is_sent_to_the_stock_with_and_without_other_changes() {
        notebook.given(Notebook.created())
                .when(update(keep(), set(3), null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 3));
        notebook.given(Notebook.created())
                .when(update(set(SKETCHBOOK), set(0), null))
                .expectEvents(new ProductEdited(Notebook.ID, RENAMED));
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 0));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void a_product_is_not_edited_when_its_stock_refuses_the_threshold() {
        notebook.given(Notebook.created())
                .when(update(set(SKETCHBOOK), set(-1), null))
                .expectException(InvalidValue.class)
                .expectNoEvents();
        when(commands.sendAndWait(new ChangeStockThreshold(Notebook.ID, 3)))
                .thenThrow(new AggregateNotFoundException("stock", "There is no stock"));
        notebook.given(Notebook.created())
                .when(update(set(SKETCHBOOK), set(3), null))
                .expectException(AggregateNotFoundException.class)
                .expectNoEvents();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void a_product_is_edited_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(update(set(SKETCHBOOK), set(3), version))
                .expectEvents(new ProductEdited(Notebook.ID, RENAMED));
        verify(commands).sendAndWait(new ChangeStockThreshold(Notebook.ID, 3));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_product_is_not_edited_when_another_version_is_expected(long version) {
        notebook.given(Notebook.created(), new ProductDeactivated(Notebook.ID, null))
                .when(update(set(SKETCHBOOK), set(3), version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
        verifyNoInteractions(categories, commands);
    }

    @Test
    void a_version_conflict_is_told_before_an_unknown_category_and_for_an_edit_without_changes() {
        notebook.given(Notebook.created())
                .when(update(keep(), keep(), 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
        notebook.given(Notebook.created())
                .when(new UpdateProduct(Notebook.ID, keep(), keep(), keep(), set(BOOKS), keep(), 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
    }

    @Test
    void a_product_that_leaves_its_category_keeps_its_other_details() {
        notebook.given(Notebook.created())
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new ProductEdited(
                        Notebook.ID, new ProductDetails(Notebook.NAME, Notebook.SLUG, "Ruled.", null)));
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, in(BOOKS)))
                .when(new LeaveCategory(Notebook.ID, BOOKS))
                .expectEvents(new ProductEdited(Notebook.ID, in(null)));
        verify(categories, never()).lockIfExists(BOOKS.value());
        verifyNoInteractions(commands);
    }

    @Test
    void a_product_that_is_in_another_category_or_none_does_not_leave() {
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, in(BOOKS)))
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
        notebook.given(Notebook.created(), new ProductEdited(Notebook.ID, in(null)))
                .when(new LeaveCategory(Notebook.ID, STATIONERY))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    private static UpdateProduct rename(ProductName name) {
        return update(set(name), keep(), null);
    }

    private static UpdateProduct update(
            Change<ProductName> name, Change<Integer> lowStockThreshold, @Nullable Long version) {
        return new UpdateProduct(Notebook.ID, name, keep(), keep(), keep(), lowStockThreshold, version);
    }

    private static ProductDetails in(@Nullable CategoryId category) {
        return new ProductDetails(Notebook.NAME, Notebook.SLUG, "Ruled.", category);
    }
}
