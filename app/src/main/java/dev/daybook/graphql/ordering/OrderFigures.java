package dev.daybook.graphql.ordering;

import static java.time.ZoneOffset.UTC;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.daybook.catalog.Money;
import dev.daybook.graphql.ordering.OrderStats.OrderStatusCount;
import dev.daybook.ordering.OrderStatus;
import dev.daybook.subscribers.OrderSettings;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Sums the figures that are projected with the orders: of a customer, of days, or of all orders. */
@Component
class OrderFigures {
    private static final String SUMS = """
            sum(pending) as pending, sum(confirmed) as confirmed, sum(shipped) as shipped,
            sum(delivered) as delivered, sum(cancelled) as cancelled,
            sum(revenue_amount) as revenue, sum(paid_amount - refunded_amount) as net_paid
            """;

    /**
     * Sums whole days from their figures, and the days at both ends, of which only a part counts, from the orders
     * themselves.
     */
    private static final String OF_PERIOD = """
            select currency, %s from (
                select currency, pending, confirmed, shipped, delivered, cancelled,
                    revenue_amount, paid_amount, refunded_amount
                from order_figures
                where day >= :firstDay and day < :endOfDays
                union all
                select currency, (status = 'PENDING')::int, (status = 'CONFIRMED')::int, (status = 'SHIPPED')::int,
                    (status = 'DELIVERED')::int, (status = 'CANCELLED')::int,
                    case when status = 'CANCELLED' then 0 else total_amount end, paid_amount, refunded_amount
                from (values (:from, least(:to, :firstDay)), (greatest(:from, :firstDay, :endOfDays), :to))
                    as part (since, until)
                join orders on placed_at >= since and placed_at < until) as counted
            group by currency""".formatted(SUMS);

    private static final String OF_CUSTOMERS = """
            select customer_id, currency, %s from order_figures
            where customer_id = any(:customers) group by customer_id, currency""".formatted(SUMS);

    private static final String TOP = """
            select customer_id, pending + confirmed + shipped + delivered as orders, spent_amount
            from order_figures
            where customer_id is not null and currency = :currency and spent_amount > 0
            order by spent_amount desc, customer_id
            limit :most""";

    private static final String MOST_USED_CURRENCY = """
            select currency from order_figures where day is not null
            group by currency order by sum(pending + confirmed + shipped + delivered + cancelled) desc, currency
            limit 1""";

    /** A time before the first order. */
    private static final Instant BEGIN = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("3000-01-01T00:00:00Z");

    private final JdbcClient jdbc;
    private final OrderSettings settings;

    OrderFigures(JdbcClient jdbc, OrderSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Figures of one currency. */
    private record Figures(String currency, Map<OrderStatus, Integer> counts, BigDecimal revenue, BigDecimal netPaid) {
        static Figures of(ResultSet row, int number) throws SQLException {
            var counts = new EnumMap<OrderStatus, Integer>(OrderStatus.class);
            for (var status : OrderStatus.values()) {
                counts.put(status, row.getInt(status.name().toLowerCase(Locale.ROOT)));
            }
            return new Figures(
                    row.getString("currency"), counts, row.getBigDecimal("revenue"), row.getBigDecimal("net_paid"));
        }

        static Figures none(String currency) {
            return new Figures(currency, Map.of(), BigDecimal.ZERO, BigDecimal.ZERO);
        }

        int orders() {
            return counts.values().stream().mapToInt(Integer::intValue).sum();
        }

        @Nullable Money average() {
            var count = orders() - counts.getOrDefault(OrderStatus.CANCELLED, 0);
            return count == 0 ? null : Money.of(revenue, currency).dividedBy(count);
        }
    }

    record Spent(UUID customer, int orders, Money total) {}

    /**
     * Figures of orders that were placed in the period, with amounts in this currency, or in that of most of these
     * orders.
     */
    OrderStats ofPeriod(@Nullable Instant from, @Nullable Instant to, @Nullable String currency) {
        var begin = from == null || from.isBefore(BEGIN) ? BEGIN : from;
        var end = to == null || to.isAfter(END) ? END : to;
        var figures = jdbc.sql(OF_PERIOD)
                .param("from", begin.atOffset(UTC))
                .param("to", end.atOffset(UTC))
                .param(
                        "firstDay",
                        startOfDay(begin.plus(Duration.ofDays(1)).minusNanos(1)).atOffset(UTC))
                .param("endOfDays", startOfDay(end).atOffset(UTC))
                .query(Figures::of)
                .list();
        return stats(figures, currency);
    }

    private static Instant startOfDay(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    Map<UUID, OrderStats> ofCustomers(Collection<UUID> customers) {
        record Of(UUID customer, Figures figures) {}
        var found = jdbc
                .sql(OF_CUSTOMERS)
                .param("customers", new SqlArrayValue("uuid", customers.toArray()))
                .query((row, number) -> new Of(row.getObject("customer_id", UUID.class), Figures.of(row, number)))
                .list()
                .stream()
                .collect(groupingBy(Of::customer, mapping(Of::figures, toList())));
        return customers.stream()
                .collect(toMap(customer -> customer, customer -> stats(found.getOrDefault(customer, List.of()), null)));
    }

    List<Spent> top(int most, @Nullable String currency) {
        var in = currency == null ? mostUsedCurrency() : currency;
        return jdbc.sql(TOP)
                .param("currency", in)
                .param("most", most)
                .query((row, _) -> new Spent(
                        row.getObject("customer_id", UUID.class),
                        row.getInt("orders"),
                        Money.of(row.getBigDecimal("spent_amount"), in)))
                .list();
    }

    private String mostUsedCurrency() {
        return jdbc.sql(MOST_USED_CURRENCY).query(String.class).optional().orElse(settings.currency());
    }

    private OrderStats stats(List<Figures> figures, @Nullable String currency) {
        var in = figures.stream()
                .filter(each -> currency == null || each.currency().equals(currency))
                .max(comparingInt(Figures::orders).thenComparing(Figures::currency, reverseOrder()))
                .orElseGet(() -> Figures.none(currency == null ? settings.currency() : currency));
        var byStatus = Arrays.stream(OrderStatus.values())
                .map(status -> new OrderStatusCount(
                        status,
                        figures.stream()
                                .mapToInt(each -> each.counts().getOrDefault(status, 0))
                                .sum()))
                .toList();
        return new OrderStats(
                figures.stream().mapToInt(Figures::orders).sum(),
                Money.of(in.revenue(), in.currency()),
                Money.of(in.netPaid(), in.currency()),
                in.average(),
                byStatus);
    }
}
