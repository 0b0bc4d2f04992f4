package dev.daybook.catalog.product;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.InMemoryRows;
import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList.Offer;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PriceListTest {
    private static final ProductId PEN = ProductId.random();
    private static final ProductId INK = ProductId.random();

    private final InMemoryRows rows = new InMemoryRows();
    private final PriceList prices = new ProductConfiguration().priceList(rows.operations());

    @Test
    void the_price_list_offers_the_products_that_exist() {
        rows.add(Notebook.row(), ProductView.created(inactivePen(), UUID.randomUUID(), Notebook.CREATED_AT));

        assertThat(prices.offersOf(List.of(Notebook.ID, PEN, INK)))
                .containsExactlyInAnyOrder(
                        new Offer(Notebook.ID, "Notebook", "NB-01", Money.of("12.50", "EUR"), true),
                        new Offer(PEN, "Pen", "PEN-01", Money.of("12.50", "EUR"), false));
    }

    private static ProductCreated inactivePen() {
        return new ProductCreated(
                PEN, new ProductName("Pen"), Notebook.SLUG, new Sku("PEN-01"), null, Notebook.PRICE, null, false);
    }
}
