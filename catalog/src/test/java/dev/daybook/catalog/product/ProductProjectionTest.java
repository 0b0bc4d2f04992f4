package dev.daybook.catalog.product;

import static dev.daybook.catalog.product.Notebook.CREATED_AT;
import static dev.daybook.catalog.product.Notebook.PRICE_CHANGE;
import static dev.daybook.catalog.product.ProductStatus.ACTIVE;
import static dev.daybook.catalog.product.ProductStatus.ARCHIVED;
import static dev.daybook.catalog.product.ProductStatus.INACTIVE;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

class ProductProjectionTest {
    private static final Price CHEAPER = Price.of("9.90", "EUR");
    private static final Instant MONDAY = Instant.parse("2026-12-14T08:30:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-12-15T08:30:00Z");
    private static final UUID EVENT = UUID.randomUUID();

    private final JdbcAggregateOperations rows = mock();
    private final ProductProjection projection = new ProductProjection(rows);
    private final PriceChangeView firstPrice =
            PriceChangeView.first(Notebook.created(), PRICE_CHANGE, "ada", CREATED_AT);

    @Test
    void a_new_product_and_its_first_price_have_the_id_of_the_event_in_common() {
        projection.on(Notebook.created(), CREATED_AT, PRICE_CHANGE.toString(), "ada");
        verify(rows).insert(firstPrice);
        verify(rows).insert(Notebook.row());
        verifyNoMoreInteractions(rows);
    }

    @Test
    void an_edit_changes_the_row() {
        thereIs(Notebook.row());
        var edited = new ProductDetails(Notebook.NAME, Notebook.SLUG, "Blank.", null);
        projection.on(new ProductEdited(Notebook.ID, edited), TUESDAY, EVENT.toString(), "grace");
        verifyOnlyUpserted(Notebook.row().edited(edited, TUESDAY));
    }

    @Test
    void another_price_ends_the_one_before() {
        thereIs(Notebook.row().statusChanged(INACTIVE, MONDAY));
        when(rows.findById(PRICE_CHANGE, PriceChangeView.class)).thenReturn(firstPrice);
        projection.on(
                new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, "Summer sale"),
                TUESDAY,
                EVENT.toString(),
                "grace");
        verify(rows).findById(Notebook.ID.value(), ProductView.class);
        verify(rows).findById(PRICE_CHANGE, PriceChangeView.class);
        verify(rows).upsert(firstPrice.ended(TUESDAY));
        verify(rows)
                .insert(new PriceChangeView(
                        EVENT,
                        Notebook.ID.value(),
                        3,
                        CHEAPER.money(),
                        Notebook.PRICE.money(),
                        "Summer sale",
                        "grace",
                        TUESDAY,
                        null));
        verify(rows).upsert(Notebook.row().statusChanged(INACTIVE, MONDAY).priced(CHEAPER, EVENT, TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_third_price_ends_the_second_and_leaves_the_first_alone() {
        var sale = new PriceChanged(Notebook.ID, CHEAPER, Notebook.PRICE, "Summer sale");
        var saleId = UUID.randomUUID();
        var second = PriceChangeView.changed(sale, saleId, 2, "grace", MONDAY);
        var during = Notebook.row().priced(CHEAPER, saleId, MONDAY);
        thereIs(during);
        when(rows.findById(saleId, PriceChangeView.class)).thenReturn(second);
        var after = new PriceChanged(Notebook.ID, Notebook.PRICE, CHEAPER, null);
        projection.on(after, TUESDAY, EVENT.toString(), "ada");
        verify(rows).findById(Notebook.ID.value(), ProductView.class);
        verify(rows).findById(saleId, PriceChangeView.class);
        verify(rows).upsert(second.ended(TUESDAY));
        verify(rows).insert(PriceChangeView.changed(after, EVENT, 3, "ada", TUESDAY));
        verify(rows).upsert(during.priced(Notebook.PRICE, EVENT, TUESDAY));
        verifyNoMoreInteractions(rows);
    }

    @Test
    void a_deactivated_product_is_inactive_in_its_row() {
        thereIs(Notebook.row());
        projection.on(new ProductDeactivated(Notebook.ID, "Misprinted"), TUESDAY, EVENT.toString(), "grace");
        verifyOnlyUpserted(Notebook.row().statusChanged(INACTIVE, TUESDAY));
    }

    @Test
    void an_activated_product_is_active_in_its_row() {
        thereIs(Notebook.row().statusChanged(INACTIVE, MONDAY));
        projection.on(new ProductActivated(Notebook.ID, null), TUESDAY, EVENT.toString(), "grace");
        verifyOnlyUpserted(Notebook.row().statusChanged(INACTIVE, MONDAY).statusChanged(ACTIVE, TUESDAY));
    }

    @Test
    void an_archived_product_keeps_its_row() {
        thereIs(Notebook.row());
        projection.on(new ProductArchived(Notebook.ID, null), TUESDAY, EVENT.toString(), "grace");
        verifyOnlyUpserted(Notebook.row().statusChanged(ARCHIVED, TUESDAY));
    }

    private void thereIs(ProductView row) {
        when(rows.findById(Notebook.ID.value(), ProductView.class)).thenReturn(row);
    }

    private void verifyOnlyUpserted(ProductView row) {
        verify(rows).findById(Notebook.ID.value(), ProductView.class);
        verify(rows).upsert(row);
        verifyNoMoreInteractions(rows);
    }
}
