package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.Notebook.CREATED_AT;
import static dev.daybook.catalog.product.Notebook.PRICE_CHANGE;
import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.InMemoryRows;
import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProductProjectionTest {
    private static final Price CHEAPER = Price.of("9.90", "EUR");
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final UUID EVENT = UUID.randomUUID();

    private final InMemoryRows rows = new InMemoryRows();
    private final ProductProjection projection = new ProductProjection(rows.operations());
    private final PriceChangeView firstPrice =
            PriceChangeView.first(Notebook.created(), PRICE_CHANGE, "ada", CREATED_AT);

    @Test
    void a_new_product_and_its_first_price_have_the_id_of_the_event_in_common() {
        projection.on(Notebook.created(), CREATED_AT, PRICE_CHANGE.toString(), "ada");
        assertThat(rows.all()).containsExactlyInAnyOrder(firstPrice, Notebook.row());
        assertThat(rows.writes()).containsExactlyInAnyOrder("insert ProductView", "insert PriceChangeView");
    }

    @Test
    void an_edit_changes_the_row() {
        rows.add(Notebook.row());
        var edited = new ProductDetails(Notebook.NAME, Notebook.SLUG, "Blank.", null);
        projection.on(new ProductEdited(Notebook.ID, edited), TUESDAY, EVENT.toString(), "grace");
        assertThat(rows.all()).containsExactly(Notebook.row().edited(edited, TUESDAY));
    }

    @Test
    void another_price_ends_the_one_before() {
        rows.add(Notebook.row().statusChanged(INACTIVE, MONDAY));
        rows.add(firstPrice);
        projection.on(
                new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, "Summer sale"),
                TUESDAY,
                EVENT.toString(),
                "grace");
        assertThat(rows.all())
                .containsExactlyInAnyOrder(
                        firstPrice.ended(TUESDAY),
                        new PriceChangeView(
                                EVENT,
                                Notebook.ID.value(),
                                3,
                                CHEAPER.money(),
                                Notebook.PRICE.money(),
                                "Summer sale",
                                "grace",
                                TUESDAY,
                                null),
                        Notebook.row().statusChanged(INACTIVE, MONDAY).priced(CHEAPER, EVENT, TUESDAY));
        assertThat(rows.writes())
                .containsExactlyInAnyOrder("upsert PriceChangeView", "insert PriceChangeView", "upsert ProductView");
    }

    @Test
    void a_third_price_ends_the_second_and_leaves_the_first_alone() {
        var sale = new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, "Summer sale");
        var saleId = UUID.randomUUID();
        var second = PriceChangeView.changed(sale, saleId, 2, "grace", MONDAY);
        var during = Notebook.row().priced(CHEAPER, saleId, MONDAY);
        rows.add(during);
        rows.add(firstPrice, second);
        var after = new PriceChanged(Notebook.ID, Notebook.PRICE, CHEAPER, null);
        projection.on(after, TUESDAY, EVENT.toString(), "ada");
        assertThat(rows.all())
                .containsExactlyInAnyOrder(
                        firstPrice,
                        second.ended(TUESDAY),
                        PriceChangeView.changed(after, EVENT, 3, "ada", TUESDAY),
                        during.priced(Notebook.PRICE, EVENT, TUESDAY));
    }

    @Test
    void a_deactivated_product_is_inactive_in_its_row() {
        rows.add(Notebook.row());
        projection.on(new ProductDeactivated(Notebook.ID, "Misprinted"), TUESDAY, EVENT.toString(), "grace");
        assertThat(rows.all()).containsExactly(Notebook.row().statusChanged(INACTIVE, TUESDAY));
    }

    @Test
    void an_activated_product_is_active_in_its_row() {
        rows.add(Notebook.row().statusChanged(INACTIVE, MONDAY));
        projection.on(new ProductActivated(Notebook.ID, null), TUESDAY, EVENT.toString(), "grace");
        assertThat(rows.all())
                .containsExactly(Notebook.row().statusChanged(INACTIVE, MONDAY).statusChanged(ACTIVE, TUESDAY));
    }

    @Test
    void an_archived_product_keeps_its_row() {
        rows.add(Notebook.row());
        projection.on(new ProductArchived(Notebook.ID, null), TUESDAY, EVENT.toString(), "grace");
        assertThat(rows.all()).containsExactly(Notebook.row().statusChanged(ARCHIVED, TUESDAY));
    }
}
