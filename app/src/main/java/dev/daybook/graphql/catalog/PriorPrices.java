package dev.daybook.graphql.catalog;

import static java.util.stream.Collectors.toMap;

import dev.daybook.catalog.Money;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Lowest prices of products before their current price. */
@Component
class PriorPrices {
    private final JdbcClient jdbc;

    PriorPrices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Lowest(UUID product, Money price) {}

    /**
     * The lowest price that was in force at any time in this number of days before the current one took effect, in the
     * currency of the current one. A product without such a price is left out.
     */
    Map<UUID, Money> lowest(int days, Collection<UUID> products) {
        return jdbc
                .sql("""
                        select now.product_id, min(prior.price_amount), now.price_currency
                        from products
                        join price_changes now on now.id = products.price_change_id
                        join price_changes prior on prior.product_id = now.product_id and prior.version < now.version
                        where products.id = any(?)
                          and prior.valid_to > now.valid_from - make_interval(hours => 24 * ?)
                          and prior.price_currency = now.price_currency
                        group by now.product_id, now.price_currency""")
                .params(new SqlArrayValue("uuid", products.toArray()), days)
                .query((row, _) ->
                        new Lowest(row.getObject(1, UUID.class), Money.of(row.getBigDecimal(2), row.getString(3))))
                .list()
                .stream()
                .collect(toMap(Lowest::product, Lowest::price));
    }
}
