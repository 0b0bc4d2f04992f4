package dev.daybook.benchmark;

import java.math.BigDecimal;
import java.sql.Connection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Sums of stock, orders and money at one moment.
 *
 * @param available units of all products that can be ordered
 * @param ordered units on the lines of all orders
 * @param orders number of orders
 * @param money totals of all orders
 * @param wrongOrders orders whose total is not that of their lines, or lines that are not quantity times price
 */
record ShopTotals(long available, long ordered, long orders, BigDecimal money, long wrongOrders) {
    static ShopTotals read(Connection database) {
        return JdbcClient.create(new SingleConnectionDataSource(database, true))
                .sql("""
                select (select sum(available) from stock) as available,
                    (select coalesce(sum(quantity), 0) from order_lines) as ordered,
                    (select count(*) from orders) as orders,
                    (select coalesce(sum(total_amount), 0) from orders) as money,
                    (select count(*) from orders o where total_amount is distinct from
                            (select sum(total_amount) from order_lines where order_id = o.id))
                        + (select count(*) from order_lines where total_amount <> quantity * unit_price_amount)
                        as wrong_orders""")
                .query(ShopTotals.class)
                .single();
    }

    /**
     * Compares with the totals before a load that has done nothing but place orders.
     *
     * @throws IllegalStateException unless stock, orders and money add up
     */
    void check(ShopTotals before) {
        if (before.available - available != ordered - before.ordered || wrongOrders > 0) {
            throw new IllegalStateException(
                    "Stock, orders and money do not add up: first %s, then %s".formatted(before, this));
        }
    }

    /** Compares the number of new orders with what the customers have been told, too. */
    void check(ShopTotals before, long placed) {
        check(before);
        if (orders - before.orders != placed) {
            throw new IllegalStateException(
                    "%d orders were answered: first %s, then %s".formatted(placed, before, this));
        }
    }
}
