package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.ProductId;
import java.util.Collection;
import java.util.List;

/** Answers for how much products are sold. */
@FunctionalInterface
public interface PriceList {
    /** Offers of these products at this moment. A product that does not exist is left out. */
    List<Offer> offersOf(Collection<ProductId> products);

    /** Name and price of a product; {@code forSale} is false when customers cannot buy it. */
    record Offer(ProductId product, String name, String sku, Money price, boolean forSale) {}
}
