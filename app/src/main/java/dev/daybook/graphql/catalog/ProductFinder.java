package dev.daybook.graphql.catalog;

import dev.daybook.catalog.category.CategoryView;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.database.ViewMapping;
import dev.daybook.database.ViewMappings;
import dev.daybook.graphql.loading.BatchLoaders;
import graphql.schema.DataFetchingEnvironment;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds one product, and with the same statement its stock and its category, which the batch loaders then have. */
@Component
class ProductFinder {
    private final JdbcClient jdbc;
    private final ViewMapping<ProductView> products;
    private final ViewMapping<StockView> stocks;
    private final ViewMapping<CategoryView> categories;
    private final String select;

    ProductFinder(JdbcClient jdbc, ViewMappings views) {
        this.jdbc = jdbc;
        products = views.of(ProductView.class);
        stocks = views.of(StockView.class);
        categories = views.of(CategoryView.class);
        select = """
                select %s, %s, %s from products
                left join stock on stock.id = products.id
                left join categories on categories.id = products.category_id
                where\s""".formatted(products.selectList(), stocks.selectList(), categories.selectList());
    }

    private record Found(ProductView product, Optional<StockView> stock, Optional<CategoryView> category) {}

    Optional<ProductView> byId(UUID id, DataFetchingEnvironment field) {
        return find("products.id = ?", id, field);
    }

    /** The product that has this slug, and is not archived. */
    Optional<ProductView> bySlug(String slug, DataFetchingEnvironment field) {
        return find("products.slug = ? and products.status <> 'ARCHIVED'", slug, field);
    }

    /** The product that has this SKU, and is not archived. */
    Optional<ProductView> bySku(String sku, DataFetchingEnvironment field) {
        return find("products.sku = ? and products.status <> 'ARCHIVED'", sku.toUpperCase(Locale.ROOT), field);
    }

    private Optional<ProductView> find(String condition, Object value, DataFetchingEnvironment field) {
        var found = jdbc.sql(select + condition).param(value).query(this::map).optional();
        found.ifPresent(row -> {
            row.stock().ifPresent(stock -> BatchLoaders.prime("stocks", stock.id(), stock, field));
            row.category().ifPresent(category -> BatchLoaders.prime("categories", category.id(), category, field));
        });
        return found.map(Found::product);
    }

    private Found map(ResultSet row, int number) throws SQLException {
        var first = products.fields().size();
        return new Found(
                Objects.requireNonNull(products.mapColumns(row, 0)),
                Optional.ofNullable(stocks.mapColumns(row, first)),
                Optional.ofNullable(
                        categories.mapColumns(row, first + stocks.fields().size())));
    }
}
