package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");

    @Test
    void a_new_product_is_shown_with_its_price() {
        assertThat(ProductView.created(Notebook.created(), Notebook.CREATED_AT))
                .isEqualTo(row(1, "Ruled.", ACTIVE, "12.50", "EUR", Notebook.STATIONERY.value(), Notebook.CREATED_AT));
    }

    @Test
    void a_product_that_is_not_for_sale_yet_is_inactive() {
        var event = new ProductCreated(
                Notebook.ID, Notebook.NAME, Notebook.SLUG, Notebook.SKU, null, Notebook.PRICE, null, false);
        assertThat(ProductView.created(event, Notebook.CREATED_AT))
                .isEqualTo(row(1, null, INACTIVE, "12.50", "EUR", null, Notebook.CREATED_AT));
    }

    @Test
    void the_last_price_is_shown_and_every_event_counted() {
        var notebook = ProductView.created(Notebook.created(), Notebook.CREATED_AT)
                .priced(Price.of("9.90", "EUR"), MONDAY)
                .priced(Price.of("14", "USD"), TUESDAY);
        assertThat(notebook).isEqualTo(row(3, "Ruled.", ACTIVE, "14.00", "USD", Notebook.STATIONERY.value(), TUESDAY));
        assertThat(notebook.price()).isEqualTo(Money.of("14.00", "USD"));
    }

    @Test
    void a_row_knows_which_product_it_is_and_whether_customers_see_it() {
        assertThat(row(1, null, ACTIVE, "12.50", "EUR", null, MONDAY).productId())
                .isEqualTo(Notebook.ID);
        assertThat(row(1, null, ACTIVE, "12.50", "EUR", null, MONDAY).isActive())
                .isTrue();
        assertThat(row(1, null, INACTIVE, "12.50", "EUR", null, MONDAY).isActive())
                .isFalse();
        assertThat(row(1, null, ProductStatus.ARCHIVED, "12.50", "EUR", null, MONDAY)
                        .isActive())
                .isFalse();
    }

    private static ProductView row(
            long version,
            @Nullable String description,
            ProductStatus status,
            String amount,
            String currency,
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
                new BigDecimal(amount),
                currency,
                category,
                Notebook.CREATED_AT,
                updatedAt);
    }
}
