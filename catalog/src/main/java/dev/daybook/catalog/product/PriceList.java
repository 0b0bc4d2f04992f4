package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import java.util.Collection;
import java.util.List;

/** Asked at decision time by those who sell. */
@FunctionalInterface
public interface PriceList {
    /** What these products cost now. A product that does not exist is left out. */
    List<Offer> offersOf(Collection<ProductId> products);

    /** A product as it is offered at this moment; {@code forSale} is false when customers cannot buy it. */
    record Offer(ProductId product, String name, String sku, Money price, boolean forSale) {}
}
