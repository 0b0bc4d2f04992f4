package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * A price of a product and how long it was asked. Posted from one event, whose id it has.
 *
 * @param version that of the product with this event
 * @param actor who asked for it, as the metadata of the event say
 * @param validTo null while it is the price
 */
@Table("price_changes")
public record PriceChangeView(
        @Id UUID id,
        UUID productId,
        long version,
        BigDecimal priceAmount,
        String priceCurrency,
        @Nullable BigDecimal previousAmount,
        @Nullable String previousCurrency,
        @Nullable String reason,
        String actor,
        Instant validFrom,
        @Nullable Instant validTo) {

    static PriceChangeView first(ProductCreated event, UUID id, String actor, Instant at) {
        var price = event.price().money();
        return new PriceChangeView(
                id,
                event.product().value(),
                1,
                price.amount(),
                price.currencyCode(),
                null,
                null,
                null,
                actor,
                at,
                null);
    }

    static PriceChangeView changed(PriceChanged event, UUID id, long version, String actor, Instant at) {
        var price = event.price().money();
        var previous = event.previousPrice().money();
        return new PriceChangeView(
                id,
                event.product().value(),
                version,
                price.amount(),
                price.currencyCode(),
                previous.amount(),
                previous.currencyCode(),
                event.reason(),
                actor,
                at,
                null);
    }

    PriceChangeView ended(Instant at) {
        return new PriceChangeView(
                id,
                productId,
                version,
                priceAmount,
                priceCurrency,
                previousAmount,
                previousCurrency,
                reason,
                actor,
                validFrom,
                at);
    }

    public Money price() {
        return Money.of(priceAmount, priceCurrency);
    }

    public @Nullable Money previousPrice() {
        return previousAmount == null || previousCurrency == null ? null : Money.of(previousAmount, previousCurrency);
    }
}
