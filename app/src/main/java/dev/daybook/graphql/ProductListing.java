package dev.daybook.graphql;

import dev.daybook.catalog.category.Categories;
import dev.daybook.catalog.product.ProductStatus;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.Availability;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.graphql.Ranges.DecimalRange;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.ViewType;
import dev.daybook.graphql.paging.Views;
import dev.daybook.security.Viewer;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The list of products. Customers see those that are for sale. */
@Component
class ProductListing {
    private final ViewType<ProductView> product;
    private final ViewType<StockView> stock;
    private final Listing<ProductView> products;
    private final Listing<ProductView> productsWithStock;
    private final Field<String> words;
    private final Categories categories;

    ProductListing(Views views, Categories categories) {
        this.categories = categories;
        product = views.type(ProductView.class);
        stock = views.type(StockView.class);
        products = views.listing(ProductView.class);
        productsWithStock =
                products.joinedWith(stock.table(), stock.field("id", UUID.class).eq(product.field("id", UUID.class)));
        // The database derives it from name, SKU and description, and has an index for it.
        words = DSL.field(DSL.name(product.table().getName(), "search_text"), String.class);
    }

    record ProductFilter(
            @Nullable String search,
            @Nullable List<String> categoryIds,
            boolean includeDescendants,
            @Nullable DecimalRange price,
            @Nullable List<Availability> availability,
            @Nullable List<String> skus,
            @Nullable List<ProductStatus> status) {}

    enum ProductOrderField {
        NAME,
        PRICE,
        CREATED_AT,
        AVAILABLE_STOCK
    }

    record ProductOrder(ProductOrderField field, SortDirection direction) {}

    Connection<ProductView> page(
            @Nullable ProductFilter filter, @Nullable ProductOrder order, Page page, Viewer viewer) {
        var by = Objects.requireNonNullElse(order, new ProductOrder(ProductOrderField.NAME, SortDirection.ASC));
        var where = visibleTo(viewer).and(filter == null ? DSL.noCondition() : where(filter));
        var byAvailability = filter != null && filter.availability() != null;
        var listing = byAvailability || by.field() == ProductOrderField.AVAILABLE_STOCK ? productsWithStock : products;
        return new Connection<>(
                listing.page(where, sorting(by), page),
                () -> (byAvailability ? productsWithStock : products).count(where));
    }

    private Condition visibleTo(Viewer viewer) {
        return viewer.isStaff() ? DSL.noCondition() : text("status").eq(DSL.inline(ProductStatus.ACTIVE.name()));
    }

    private Condition where(ProductFilter filter) {
        var where = DSL.noCondition();
        if (filter.search() != null) {
            where = where.and(
                    DSL.and(Stream.of(filter.search().toLowerCase(Locale.ROOT).split("\\s+"))
                            .filter(word -> !word.isEmpty())
                            .map(words::contains)
                            .toList()));
        }
        if (filter.categoryIds() != null) {
            where = where.and(Sql.isAnyOf(
                    product.field("categoryId", UUID.class),
                    categories(filter.categoryIds(), filter.includeDescendants())));
        }
        if (filter.price() != null) {
            where = where.and(filter.price().on(product.field("priceAmount", BigDecimal.class)));
        }
        if (filter.availability() != null) {
            where = where.and(
                    DSL.or(filter.availability().stream().map(this::available).toList()));
        }
        if (filter.skus() != null) {
            where = where.and(Sql.isAnyOfTexts(
                    text("sku"),
                    filter.skus().stream()
                            .map(sku -> sku.toUpperCase(Locale.ROOT))
                            .toList()));
        }
        if (filter.status() != null) {
            where = where.and(Sql.isAnyOfTexts(
                    text("status"), filter.status().stream().map(Enum::name).toList()));
        }
        return where;
    }

    private Collection<UUID> categories(List<String> ids, boolean withDescendants) {
        Set<UUID> named = ids.stream()
                .flatMap(id -> GlobalId.parse("Category", id).stream())
                .collect(Collectors.toSet());
        return withDescendants && !named.isEmpty() ? categories.findIdsBelow(named) : named;
    }

    private Condition available(Availability availability) {
        var available = stock.field("available", Integer.class);
        var threshold = stock.field("lowStockThreshold", Integer.class);
        return switch (availability) {
            case OUT_OF_STOCK -> available.eq(0);
            case LOW_STOCK -> available.gt(0).and(available.le(threshold));
            case IN_STOCK -> available.gt(0).and(available.gt(threshold));
        };
    }

    private Sorting sorting(ProductOrder order) {
        var key = switch (order.field()) {
            case NAME -> text("name");
            case PRICE -> product.field("priceAmount", BigDecimal.class);
            case CREATED_AT -> product.field("createdAt", OffsetDateTime.class);
            case AVAILABLE_STOCK -> stock.field("available", Integer.class);
        };
        return new Sorting(order.field().name(), key, order.direction() == SortDirection.DESC);
    }

    private Field<String> text(String property) {
        return product.field(property, String.class);
    }
}
