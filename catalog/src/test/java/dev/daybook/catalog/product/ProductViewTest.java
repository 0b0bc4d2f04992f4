package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.Notebook.PRICE_CHANGE;
import static dev.daybook.catalog.product.Notebook.STATIONERY;
import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.category.CategoryId;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.users.text.Slug;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final UUID SALE = UUID.randomUUID();
    private static final UUID ABROAD = UUID.randomUUID();

    @Test
    void a_new_product_is_shown_with_its_price() {
        assertThat(ProductView.created(Notebook.created(), PRICE_CHANGE, Notebook.CREATED_AT))
                .isEqualTo(row(
                        1, "Ruled.", ACTIVE, "12.50", "EUR", PRICE_CHANGE, STATIONERY.value(), Notebook.CREATED_AT));
    }

    @Test
    void a_product_that_is_not_for_sale_yet_is_inactive() {
        var event = new ProductCreated(
                Notebook.ID, Notebook.NAME, Notebook.SLUG, Notebook.SKU, null, Notebook.PRICE, null, false);
        assertThat(ProductView.created(event, PRICE_CHANGE, Notebook.CREATED_AT))
                .isEqualTo(row(1, null, INACTIVE, "12.50", "EUR", PRICE_CHANGE, null, Notebook.CREATED_AT));
    }

    @Test
    void the_last_price_is_shown_and_every_event_counted() {
        var notebook = Notebook.row()
                .priced(Price.of("9.90", "EUR"), SALE, MONDAY)
                .priced(Price.of("14", "USD"), ABROAD, TUESDAY);
        assertThat(notebook).isEqualTo(row(3, "Ruled.", ACTIVE, "14.00", "USD", ABROAD, STATIONERY.value(), TUESDAY));
        assertThat(notebook.price()).isEqualTo(Money.of("14.00", "USD"));
    }

    @Test
    void an_edited_product_keeps_its_sku_its_price_and_its_status() {
        var books = CategoryId.random();
        var sketchbook = new ProductDetails(new ProductName("Sketchbook"), new Slug("sketchbook"), "Blank.", books);
        assertThat(Notebook.row().statusChanged(INACTIVE, MONDAY).edited(sketchbook, TUESDAY))
                .isEqualTo(new ProductView(
                        Notebook.ID.value(),
                        3,
                        "Sketchbook",
                        "sketchbook",
                        "NB-01",
                        "Blank.",
                        INACTIVE,
                        Money.of("12.50", "EUR"),
                        PRICE_CHANGE,
                        books.value(),
                        Notebook.CREATED_AT,
                        TUESDAY));
    }

    @Test
    void an_edited_product_can_lose_its_description_and_its_category() {
        assertThat(Notebook.row().edited(new ProductDetails(Notebook.NAME, Notebook.SLUG, null, null), MONDAY))
                .isEqualTo(row(2, null, ACTIVE, "12.50", "EUR", PRICE_CHANGE, null, MONDAY));
    }

    @Test
    void the_row_has_the_last_status() {
        assertThat(Notebook.row().statusChanged(INACTIVE, MONDAY))
                .isEqualTo(row(2, "Ruled.", INACTIVE, "12.50", "EUR", PRICE_CHANGE, STATIONERY.value(), MONDAY));
        assertThat(Notebook.row().statusChanged(INACTIVE, MONDAY).statusChanged(ACTIVE, TUESDAY))
                .isEqualTo(row(3, "Ruled.", ACTIVE, "12.50", "EUR", PRICE_CHANGE, STATIONERY.value(), TUESDAY));
        assertThat(Notebook.row().priced(Price.of("9.90", "EUR"), SALE, MONDAY).statusChanged(ARCHIVED, TUESDAY))
                .isEqualTo(row(3, "Ruled.", ARCHIVED, "9.90", "EUR", SALE, STATIONERY.value(), TUESDAY));
    }

    @Test
    void a_row_knows_which_product_it_is_and_whether_customers_see_it() {
        assertThat(Notebook.row().productId()).isEqualTo(Notebook.ID);
        assertThat(Notebook.row().isActive()).isTrue();
        assertThat(Notebook.row().statusChanged(INACTIVE, MONDAY).isActive()).isFalse();
        assertThat(Notebook.row().statusChanged(ARCHIVED, MONDAY).isActive()).isFalse();
    }

    private static ProductView row(
            long version,
            @Nullable String description,
            ProductStatus status,
            String amount,
            String currency,
            UUID priceChange,
            @Nullable UUID category,
            Instant updatedAt) {
        return new ProductView(
                Notebook.ID.value(),
                version,
                "Notebook",
                "notebook",
                "NB-01",
                description,
                status,
                Money.of(amount, currency),
                priceChange,
                category,
                Notebook.CREATED_AT,
                updatedAt);
    }
}
