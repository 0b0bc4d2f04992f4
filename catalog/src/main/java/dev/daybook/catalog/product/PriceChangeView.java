package dev.daybook.catalog.product;

import dev.daybook.catalog.Money;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Embedded;
import org.springframework.data.relational.core.mapping.Table;

/**
 * Row of a price that a product has or has had, with the id of the event that set it.
 *
 * @param version that of the product with this event
 * @param actor who set it, by the metadata of the event
 * @param validTo null while it is the price
 */
@Table("price_changes")
public record PriceChangeView(
        @Id UUID id,
        UUID productId,
        long version,
        @Embedded.Empty(prefix = "price_") Money price,
        @Embedded.Nullable(prefix = "previous_") @Nullable Money previousPrice,
        @Nullable String reason,
        String actor,
        Instant validFrom,
        @Nullable Instant validTo) {

    static PriceChangeView first(ProductCreated event, UUID id, String actor, Instant at) {
        return new PriceChangeView(id, event.product().value(), 1, event.price().money(), null, null, actor, at, null);
    }

    static PriceChangeView changed(PriceChanged event, UUID id, long version, String actor, Instant at) {
        return new PriceChangeView(
                id,
                event.product().value(),
                version,
                event.price().money(),
                event.previousPrice().money(),
                event.reason(),
                actor,
                at,
                null);
    }

    PriceChangeView ended(Instant at) {
        return new PriceChangeView(id, productId, version, price, previousPrice, reason, actor, validFrom, at);
    }
}
