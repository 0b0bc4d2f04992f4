package dev.daybook.catalog.product;

import static dev.daybook.catalog.InvalidValueAssertions.assertBreaks;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.users.text.InvalidValue.Rule.INVALID_FORMAT;
import static dev.daybook.users.text.InvalidValue.Rule.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.catalog.product.ProductCommand.ChangeStatus;
import dev.daybook.catalog.product.ProductCommand.CreateProduct;
import dev.daybook.users.text.Slug;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductCommandTest {
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Summer sale"})
    @MethodSource("longReasons")
    void a_price_or_a_status_is_changed_for_no_reason_or_for_one_of_up_to_500_characters(@Nullable String reason) {
        assertThat(new ChangePrice(Notebook.ID, Notebook.PRICE, reason, null).reason())
                .isEqualTo(reason);
        assertThat(new ChangeStatus(Notebook.ID, ARCHIVED, reason, null).reason())
                .isEqualTo(reason);
    }

    @Test
    void a_reason_is_no_longer_and_can_be_stored() {
        assertBreaks(TOO_LONG, "0..500", () -> changePrice("r".repeat(501)));
        assertBreaks(TOO_LONG, "0..500", () -> changeStatus("r".repeat(501)));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> changePrice("Summer\0sale"));
        assertBreaks(INVALID_FORMAT, "no NUL character", () -> changeStatus("Summer\0sale"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> changePrice("Summer\ud83d"));
        assertBreaks(INVALID_FORMAT, "no unpaired surrogate", () -> changeStatus("Summer\ud83d"));
    }

    @Test
    void a_product_is_created_with_another_slug_and_otherwise_as_asked() {
        assertThat(create(null).withSlug(new Slug("notebook-2"))).isEqualTo(create(new Slug("notebook-2")));
    }

    static String[] longReasons() {
        return new String[] {"r".repeat(500), "🌞".repeat(500)};
    }

    private static ChangePrice changePrice(String reason) {
        return new ChangePrice(Notebook.ID, Notebook.PRICE, reason, null);
    }

    private static ChangeStatus changeStatus(String reason) {
        return new ChangeStatus(Notebook.ID, ARCHIVED, reason, null);
    }

    private static CreateProduct create(@Nullable Slug slug) {
        return new CreateProduct(
                Notebook.ID,
                Notebook.NAME,
                slug,
                Notebook.SKU,
                "Ruled.",
                Notebook.PRICE,
                Notebook.STATIONERY,
                40,
                5,
                true);
    }
}
