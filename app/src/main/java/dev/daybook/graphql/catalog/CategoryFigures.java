package dev.daybook.graphql.catalog;

import static java.util.stream.Collectors.toMap;

import dev.daybook.catalog.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Component;

/** Aggregates the products that are for sale directly in a category. */
@Component
public class CategoryFigures {
    private static final String FIGURES = """
            select category_id, count(*), sum(price_amount), min(price_amount), max(price_amount),
                min(price_currency), max(price_currency)
            from products where status = 'ACTIVE' and category_id %s group by category_id""";

    private final JdbcClient jdbc;

    public CategoryFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Figures of one category. Prices are null where there is none, and where they are in more than one currency. */
    public record Figures(
            UUID category,
            int productCount,
            @Nullable Money averagePrice,
            @Nullable Money minPrice,
            @Nullable Money maxPrice) {
        static Figures none(UUID category) {
            return new Figures(category, 0, null, null, null);
        }

        private static Figures of(ResultSet row) throws SQLException {
            var count = row.getInt(2);
            var currency = row.getString(6);
            var sum = money(row.getBigDecimal(3), currency, row.getString(7));
            return new Figures(
                    row.getObject(1, UUID.class),
                    count,
                    sum == null ? null : sum.dividedBy(count),
                    money(row.getBigDecimal(4), currency, row.getString(7)),
                    money(row.getBigDecimal(5), currency, row.getString(7)));
        }

        private static @Nullable Money money(BigDecimal amount, String currency, String otherCurrency) {
            return currency.equals(otherCurrency) ? Money.of(amount, currency) : null;
        }
    }

    public Map<UUID, Figures> of(Collection<UUID> categories) {
        var found = byCategory(
                jdbc.sql(FIGURES.formatted("= any(?)")).param(new SqlArrayValue("uuid", categories.toArray())));
        return categories.stream().distinct().collect(toMap(id -> id, id -> found.getOrDefault(id, Figures.none(id))));
    }

    /** Figures by category; one without a product is left out. */
    public Map<UUID, Figures> ofAll() {
        return byCategory(jdbc.sql(FIGURES.formatted("is not null")));
    }

    private static Map<UUID, Figures> byCategory(JdbcClient.StatementSpec figures) {
        return figures.query((row, _) -> Figures.of(row)).list().stream()
                .collect(toMap(Figures::category, Function.identity()));
    }
}
