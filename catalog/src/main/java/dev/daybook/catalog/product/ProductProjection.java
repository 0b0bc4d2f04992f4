package dev.daybook.catalog.product;

import dev.daybook.catalog.product.ProductEvent.PriceChanged;
import dev.daybook.catalog.product.ProductEvent.ProductCreated;
import java.time.Instant;
import java.util.Objects;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;
import org.springframework.stereotype.Component;

@Component
@ProcessingGroup("products")
class ProductProjection {
    private final JdbcAggregateOperations rows;

    ProductProjection(JdbcAggregateOperations rows) {
        this.rows = rows;
    }

    @EventHandler
    void on(ProductEvent event, @Timestamp Instant at) {
        switch (event) {
            case ProductCreated created -> rows.insert(ProductView.created(created, at));
            case PriceChanged changed -> rows.upsert(row(event.product()).priced(changed.price(), at));
        }
    }

    private ProductView row(ProductId product) {
        return Objects.requireNonNull(
                rows.findById(product.value(), ProductView.class), () -> "No row of product " + product);
    }
}
