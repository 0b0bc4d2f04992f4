package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.Notebook.CREATED_AT;
import static dev.daybook.catalog.product.Notebook.PRICE_CHANGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PriceChangeViewTest {
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final UUID SALE = UUID.randomUUID();

    private final PriceChangeView first = PriceChangeView.first(Notebook.created(), PRICE_CHANGE, "ada", CREATED_AT);
    private final PriceChangeView sale = PriceChangeView.changed(
            new PriceChanged(Notebook.ID, Price.of("9.90", "USD"), Notebook.PRICE, "Summer sale"),
            SALE,
            3,
            "grace",
            MONDAY);

    @Test
    void the_first_price_has_none_before_it() {
        assertThat(first).isEqualTo(firstUntil(null));
        assertThat(first.price()).isEqualTo(Money.of("12.50", "EUR"));
        assertThat(first.previousPrice()).isNull();
    }

    @Test
    void a_later_price_tells_the_one_before_it_and_the_reason() {
        assertThat(sale)
                .isEqualTo(new PriceChangeView(
                        SALE,
                        Notebook.ID.value(),
                        3,
                        Money.of("9.90", "USD"),
                        Money.of("12.50", "EUR"),
                        "Summer sale",
                        "grace",
                        MONDAY,
                        null));
        assertThat(sale.price()).isEqualTo(Money.of("9.90", "USD"));
        assertThat(sale.previousPrice()).isEqualTo(Money.of("12.50", "EUR"));
    }

    @Test
    void a_price_that_ends_keeps_everything_else() {
        var tuesday = Instant.parse("2026-12-15T08:30:00Z");
        assertThat(first.ended(MONDAY)).isEqualTo(firstUntil(MONDAY));
        assertThat(sale.ended(tuesday))
                .isEqualTo(new PriceChangeView(
                        SALE,
                        Notebook.ID.value(),
                        3,
                        Money.of("9.90", "USD"),
                        Money.of("12.50", "EUR"),
                        "Summer sale",
                        "grace",
                        MONDAY,
                        tuesday));
    }

    private static PriceChangeView firstUntil(@Nullable Instant end) {
        return new PriceChangeView(
                PRICE_CHANGE, Notebook.ID.value(), 1, Money.of("12.50", "EUR"), null, null, "ada", CREATED_AT, end);
    }
}
