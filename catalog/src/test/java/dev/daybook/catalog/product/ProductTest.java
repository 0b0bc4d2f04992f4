package dev.daybook.catalog.product;

import static dev.daybook.catalog.Refusals.refusal;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.TakenValues;
import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductRefusal.UnknownCategory;
import dev.daybook.catalog.product.ProductRefusal.VersionConflict;
import dev.daybook.catalog.stock.StockCommand.OpenStock;
import dev.daybook.users.text.InvalidValue;
import dev.daybook.users.text.Slug;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductTest {
    private static final Price CHEAPER = Price.of("9.90", "EUR");

    private final Categories categories = mock();
    private final Products products = mock();
    private final CommandGateway commands = mock();
    private final FixtureConfiguration<Product> notebook =
            new AggregateTestFixture<>(Product.class).registerInjectableResources(categories, products, commands);

    @Test
    void a_product_is_created_and_its_stock_opened() {
        when(categories.lockIfExists(STATIONERY.value())).thenReturn(true);
        notebook.givenNoPriorActivity()
                .when(new CreateProduct(
                        Notebook.ID,
                        Notebook.NAME,
                        Notebook.SLUG,
                        Notebook.SKU,
                        "Ruled.",
                        Notebook.PRICE,
                        STATIONERY,
                        40,
                        5,
                        true))
                .expectSuccessfulHandlerExecution()
                .expectEvents(Notebook.created());
        verify(commands).sendAndWait(new OpenStock(Notebook.ID, 40, 5));
        verifyNoMoreInteractions(commands);
    }

    @Test
    void a_product_needs_neither_a_description_nor_a_category_nor_to_be_for_sale() {
        notebook.givenNoPriorActivity()
                .when(create(Notebook.NAME, Notebook.SLUG, null, 0))
                .expectEvents(created(Notebook.NAME, Notebook.SLUG));
    }

    @Test
    void a_product_cannot_be_in_a_category_that_does_not_exist() {
        notebook.givenNoPriorActivity()
                .when(create(Notebook.NAME, Notebook.SLUG, STATIONERY, 40))
                .expectException(refusal(new UnknownCategory(STATIONERY)))
                .expectNoEvents();
        verifyNoInteractions(commands);
    }

    @Test
    void a_product_without_a_slug_gets_one_from_its_name() {
        var name = new ProductName("Crème de la Crème");
        notebook.givenNoPriorActivity()
                .when(create(name, null, null, 40))
                .expectEvents(created(name, new Slug("creme-de-la-creme")));
    }

    @Test
    void a_name_without_letters_makes_a_slug_too() {
        var name = new ProductName("📓");
        notebook.givenNoPriorActivity()
                .when(create(name, null, null, 40))
                .expectEvents(created(name, new Slug("product")));
    }

    @Test
    void a_derived_slug_that_is_taken_gets_a_number() {
        when(products.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("notebook"));
        notebook.givenNoPriorActivity()
                .when(create(Notebook.NAME, null, null, 40))
                .expectEvents(created(Notebook.NAME, new Slug("notebook-2")));
    }

    @Test
    void a_slug_that_was_chosen_is_not_changed() {
        when(products.findTakenSlugs(anyCollection())).thenAnswer(TakenValues.among("notebook"));
        notebook.givenNoPriorActivity()
                .when(create(Notebook.NAME, Notebook.SLUG, null, 40))
                .expectEvents(created(Notebook.NAME, Notebook.SLUG));
    }

    @Test
    void a_product_whose_stock_cannot_be_opened_is_not_created() {
        notebook.givenNoPriorActivity()
                .when(create(Notebook.NAME, Notebook.SLUG, null, -1))
                .expectException(InvalidValue.class)
                .expectNoEvents();
    }

    @Test
    void a_price_is_changed_for_a_reason() {
        notebook.given(Notebook.created())
                .when(new ChangePrice(Notebook.ID, CHEAPER, "Summer sale", null))
                .expectSuccessfulHandlerExecution()
                .expectEvents(new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, "Summer sale"));
    }

    @Test
    void a_price_is_changed_for_no_reason_too() {
        notebook.given(Notebook.created())
                .when(new ChangePrice(Notebook.ID, CHEAPER, null, null))
                .expectEvents(new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, null));
    }

    @Test
    void the_price_can_go_back_to_what_it_was() {
        notebook.given(Notebook.created(), new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, null))
                .when(new ChangePrice(Notebook.ID, Notebook.PRICE, null, null))
                .expectEvents(new PriceChanged(Notebook.ID, Notebook.PRICE, CHEAPER, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "12.5"})
    void the_price_that_it_has_already_is_no_change(String same) {
        notebook.given(Notebook.created())
                .when(new ChangePrice(Notebook.ID, Price.of(same, "EUR"), "Again", null))
                .expectSuccessfulHandlerExecution()
                .expectNoEvents();
    }

    @Test
    void the_same_amount_of_another_currency_is_another_price() {
        var dollars = Price.of("12.50", "USD");
        notebook.given(Notebook.created())
                .when(new ChangePrice(Notebook.ID, dollars, null, null))
                .expectEvents(new PriceChanged(Notebook.ID, dollars, Notebook.PRICE, null));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(longs = 2)
    void a_price_is_changed_when_the_expected_version_is_the_actual_one_or_none(@Nullable Long version) {
        var dearer = Price.of("14.00", "EUR");
        notebook.given(Notebook.created(), new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, null))
                .when(new ChangePrice(Notebook.ID, dearer, null, version))
                .expectEvents(new PriceChanged(Notebook.ID, dearer, CHEAPER, null));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 3, 4294967298L})
    void a_price_is_not_changed_when_another_version_is_expected(long version) {
        notebook.given(Notebook.created(), new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, null))
                .when(new ChangePrice(Notebook.ID, Price.of("14.00", "EUR"), null, version))
                .expectException(refusal(new VersionConflict(version, 2)))
                .expectNoEvents();
    }

    @Test
    void a_version_conflict_is_told_for_the_same_price_too() {
        notebook.given(Notebook.created())
                .when(new ChangePrice(Notebook.ID, Notebook.PRICE, null, 7L))
                .expectException(refusal(new VersionConflict(7, 1)));
    }

    private static CreateProduct create(
            ProductName name, @Nullable Slug slug, @Nullable CategoryId category, int pieces) {
        return new CreateProduct(
                Notebook.ID, name, slug, Notebook.SKU, null, Notebook.PRICE, category, pieces, 0, false);
    }

    private static ProductCreated created(ProductName name, Slug slug) {
        return new ProductCreated(Notebook.ID, name, slug, Notebook.SKU, null, Notebook.PRICE, null, false);
    }
}
