package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductActivated;
import dev.daybook.catalog.product.ProductEvent.ProductArchived;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import dev.daybook.catalog.product.ProductEvent.ProductDeactivated;
import dev.daybook.catalog.product.ProductEvent.ProductEdited;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.annotation.MessageIdentifier;
import org.axonframework.messaging.annotation.MetaDataValue;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

/** Projects products, and the prices that each has had. */
@Component
@ProcessingGroup("products")
class ProductProjection {
    private final JdbcAggregateOperations rows;

    ProductProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(
            ProductEvent event,
            @Timestamp Instant at,
            @MessageIdentifier String id,
            @MetaDataValue("actor") String actor) {
        switch (event) {
            case ProductCreated created -> {
                var price = PriceChangeView.first(created, UUID.fromString(id), actor, at);
                rows.insert(price);
                rows.insert(ProductView.created(created, price.id(), at));
            }
            case ProductEdited edited -> rows.upsert(row(event.product()).edited(edited.details(), at));
            case PriceChanged changed -> {
                var before = row(event.product());
                var after = before.priced(changed.price(), UUID.fromString(id), at);
                rows.upsert(priceOf(before).ended(at));
                rows.insert(PriceChangeView.changed(changed, after.priceChangeId(), after.version(), actor, at));
                rows.upsert(after);
            }
            case ProductActivated _ -> rows.upsert(row(event.product()).statusChanged(ProductStatus.ACTIVE, at));
            case ProductDeactivated _ -> rows.upsert(row(event.product()).statusChanged(ProductStatus.INACTIVE, at));
            case ProductArchived _ -> rows.upsert(row(event.product()).statusChanged(ProductStatus.ARCHIVED, at));
        }
    }

    private ProductView row(ProductId product) {
        return Objects.requireNonNull(
                rows.findById(product.value(), ProductView.class), () -> "No row of product " + product);
    }

    private PriceChangeView priceOf(ProductView product) {
        return Objects.requireNonNull(
                rows.findById(product.priceChangeId(), PriceChangeView.class),
                () -> "No row of the price of product " + product.id());
    }
}
