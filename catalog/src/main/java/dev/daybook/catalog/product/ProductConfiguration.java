package dev.daybook.catalog.product;

import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.PriceList.Offer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ProductConfiguration {
    @Bean
    PriceList priceList(Products products) {
        return ids -> products.findByIdIn(ids.stream().map(ProductId::value).toList()).stream()
                .map(row -> new Offer(row.productId(), row.name(), row.sku(), row.price(), row.isActive()))
                .toList();
    }
}
