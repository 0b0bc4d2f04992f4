package dev.daybook.eventstore.axon;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daybook.catalog.Price;
import dev.daybook.catalog.ProductId;
import dev.daybook.catalog.product.ProductCommand.ChangePrice;
import dev.daybook.commands.Actor;
import dev.daybook.commands.Commands;
import dev.daybook.support.Shop;
import dev.daybook.support.ShopTest;
import java.util.Objects;
import org.axonframework.common.caching.Cache;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ShopTest
class VersionCheckedAggregateCacheTests {
    @Autowired
    Cache aggregatesOfTheShop;

    @Autowired
    Commands commands;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Shop shop;

    private ProductId product;
    private Object entry;
    private Cache cache;

    @BeforeEach
    void a_product_is_cached() {
        product = shop.newNotebook(5);
        entry = Objects.requireNonNull(aggregatesOfTheShop.get(product.toString()));
        cache = new VersionCheckedAggregateCache(100, jdbc);
        cache.put(product.toString(), entry);
    }

    @Test
    void an_unchanged_aggregate_is_found() {
        assertThat(cache.<String, Object>get(product.toString())).isSameAs(entry);
    }

    @Test
    void an_aggregate_that_has_changed_is_forgotten() {
        commands.send(new ChangePrice(product, Price.of("9.90", "EUR"), null, null), new Actor.System("test"));
        assertThat(cache.<String, Object>get(product.toString())).isNull();
        assertThat(cache.containsKey(product.toString())).isFalse();
    }

    @Test
    void an_entry_is_put_only_once_if_it_must_be_absent() {
        assertThat(cache.putIfAbsent(product.toString(), "another")).isFalse();
        assertThat(cache.<String, Object>get(product.toString())).isSameAs(entry);
        assertThat(cache.remove(product.toString())).isTrue();
        assertThat(cache.putIfAbsent(product.toString(), entry)).isTrue();
    }

    @Test
    void a_removed_aggregate_is_not_found() {
        assertThat(cache.remove(product.toString())).isTrue();
        assertThat(cache.remove(product.toString())).isFalse();
        assertThat(cache.<String, Object>get(product.toString())).isNull();
    }

    @Test
    void a_cleared_cache_is_empty() {
        cache.removeAll();
        assertThat(cache.containsKey(product.toString())).isFalse();
    }
}
