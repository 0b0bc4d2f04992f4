package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList.Offer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.jdbc.core.JdbcAggregateOperations;

@Configuration(proxyBeanMethods = false)
class ProductConfiguration {
    @Bean
    PriceList priceList(JdbcAggregateOperations rows) {
        return ids -> rows.findAllById(ids.stream().map(ProductId::value).toList(), ProductView.class).stream()
                .map(row -> new Offer(row.productId(), row.name(), row.sku(), row.price(), row.isActive()))
                .toList();
    }
}
