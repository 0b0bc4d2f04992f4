package dev.daybook.graphql.catalog;

import dev.daybook.catalog.product.ProductStatus;
import dev.daybook.catalog.product.ProductView;
import dev.daybook.catalog.stock.Availability;
import dev.daybook.catalog.stock.StockView;
import dev.daybook.database.ViewMapping;
import dev.daybook.graphql.access.CurrentCaller;
import dev.daybook.graphql.errors.BadRequest;
import dev.daybook.graphql.input.Ranges.DecimalRange;
import dev.daybook.graphql.loading.BatchLoaders;
import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.Listing;
import dev.daybook.graphql.paging.NestedListing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Sql;
import dev.daybook.graphql.paging.Views;
import dev.daybook.graphql.types.GlobalId;
import dev.daybook.graphql.types.SortDirection;
import dev.daybook.security.Caller;
import dev.daybook.users.text.Typed;
import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Lists products: all of them, those of a category, and those low on stock. Customers see what is for sale. */
@Component
class ProductListing {
    private static final Pattern SPACE = Pattern.compile("\\s+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int MAX_WORDS = 20;
    private static final int MAX_SEARCH = 200;
    private static final int MAX_NAMED = 100;

    private final ViewMapping<ProductView> product;
    private final ViewMapping<StockView> stock;
    private final Listing<ProductView> products;
    private final Listing<ProductView> productsWithStock;
    private final NestedListing<Question, ProductView> ofCategories;
    private final Field<String> words;
    private final CategoryTrees trees;

    ProductListing(Views views, CategoryTrees trees, BatchLoaders loaders) {
        this.trees = trees;
        product = views.mapping(ProductView.class);
        stock = views.mapping(StockView.class);
        products = views.listing(ProductView.class);
        productsWithStock = products.joinedWith(stock.table(), uuid(stock, "id").eq(uuid(product, "id")));
        // The database derives it from name, SKU and description, and has an index for it.
        words = DSL.field(DSL.name(product.table().getName(), "search_text"), String.class);
        var category = uuid(product, "categoryId");
        ofCategories = new NestedListing<>(
                "productsOfCategories",
                loaders,
                (asked, categories) -> asked.withDescendants()
                        ? sortable(asked)
                                .pagesOfGroups(
                                        category,
                                        trees.below(categories),
                                        categories,
                                        where(asked),
                                        sorting(asked.order()),
                                        asked.page())
                        : sortable(asked)
                                .pages(category, categories, where(asked), sorting(asked.order()), asked.page()),
                (asked, categories) -> asked.withDescendants()
                        ? filterable(asked).countsOfGroups(category, trees.below(categories), categories, where(asked))
                        : filterable(asked).counts(category, categories, where(asked)));
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

    record ProductOrder(ProductOrderField field, SortDirection direction) {
        static final ProductOrder DEFAULT = new ProductOrder(ProductOrderField.NAME, SortDirection.ASC);
        static final ProductOrder SCARCEST = new ProductOrder(ProductOrderField.AVAILABLE_STOCK, SortDirection.ASC);
    }

    /** Arguments of the products of a category; equal for all customers, so that they share a batch. */
    private record Question(
            @Nullable ProductFilter filter, ProductOrder order, boolean staff, boolean withDescendants, Page page) {}

    Connection<ProductView> page(
            @Nullable ProductFilter filter, @Nullable ProductOrder order, Page page, Caller caller) {
        var asked = new Question(
                filter, Objects.requireNonNullElse(order, ProductOrder.DEFAULT), caller.isStaff(), false, page);
        var where = where(asked);
        return new Connection<>(
                sortable(asked).page(where, sorting(asked.order()), page),
                () -> filterable(asked).count(where));
    }

    CompletableFuture<Connection<ProductView>> ofCategory(
            UUID category,
            boolean withDescendants,
            @Nullable ProductFilter filter,
            @Nullable ProductOrder order,
            DataFetchingEnvironment field) {
        var by = Objects.requireNonNullElse(order, ProductOrder.DEFAULT);
        var staff = CurrentCaller.of(field).isStaff();
        return ofCategories.connection(
                category, new Question(filter, by, staff, withDescendants, Page.of(field)), field);
    }

    /** Products for sale with at most {@code threshold} pieces available, the scarcest first. */
    Connection<ProductView> low(int threshold, Page page) {
        if (threshold < 0) {
            throw new BadRequest("A threshold is at least 0, not " + threshold);
        }
        var where = isForSale().and(available().le(threshold));
        return new Connection<>(
                productsWithStock.page(where, sorting(ProductOrder.SCARCEST), page),
                () -> productsWithStock.count(where));
    }

    private Listing<ProductView> sortable(Question asked) {
        return asked.order().field() == ProductOrderField.AVAILABLE_STOCK ? productsWithStock : filterable(asked);
    }

    private Listing<ProductView> filterable(Question asked) {
        return asked.filter() != null && asked.filter().availability() != null ? productsWithStock : products;
    }

    private Condition where(Question asked) {
        var visible = asked.staff() ? DSL.noCondition() : isForSale();
        return asked.filter() == null ? visible : visible.and(where(asked.filter()));
    }

    private Condition where(ProductFilter filter) {
        var where = DSL.noCondition();
        if (filter.search() != null) {
            where = where.and(hasWords(filter.search()));
        }
        if (filter.categoryIds() != null) {
            refuseMany(filter.categoryIds());
            var named = filter.categoryIds().stream()
                    .flatMap(id -> GlobalId.parse("Category", id).stream())
                    .toList();
            where = where.and(Sql.isAnyOf(
                    uuid(product, "categoryId"), filter.includeDescendants() ? trees.idsBelow(named) : named));
        }
        if (filter.price() != null) {
            where = where.and(filter.price().on(product.field("price.amount", BigDecimal.class)));
        }
        if (filter.availability() != null) {
            where = where.and(
                    DSL.or(filter.availability().stream().map(this::isAvailable).toList()));
        }
        if (filter.skus() != null) {
            refuseMany(filter.skus());
            where = where.and(Sql.isAnyOfTexts(
                    text("sku"),
                    filter.skus().stream()
                            .map(sku -> Typed.trimmed(sku).toUpperCase(Locale.ROOT))
                            .toList()));
        }
        return filter.status() == null ? where : where.and(hasStatus(filter.status()));
    }

    private static void refuseMany(List<String> named) {
        if (named.size() > MAX_NAMED) {
            throw new BadRequest("A filter names at most %d, not %d".formatted(MAX_NAMED, named.size()));
        }
    }

    private Condition hasWords(String search) {
        if (search.length() > MAX_SEARCH) {
            throw new BadRequest("A search has at most %d characters, not %d".formatted(MAX_SEARCH, search.length()));
        }
        var asked = SPACE.splitAsStream(search.toLowerCase(Locale.ROOT))
                .map(Typed::trimmed)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
        if (asked.size() > MAX_WORDS) {
            throw new BadRequest("A search has at most %d words, not %d".formatted(MAX_WORDS, asked.size()));
        }
        return DSL.and(
                asked.stream().map(word -> Sql.foldedContains(words, word)).toList());
    }

    private Condition isForSale() {
        return hasStatus(List.of(ProductStatus.ACTIVE));
    }

    /**
     * Condition with the statuses inlined: PostgreSQL must see which of its indexes are for products of this status.
     */
    private Condition hasStatus(List<ProductStatus> any) {
        return text("status")
                .in(any.stream().map(status -> DSL.inline(status.name())).toList());
    }

    private Condition isAvailable(Availability availability) {
        var threshold = stock.field("lowStockThreshold", Integer.class);
        return switch (availability) {
            case OUT_OF_STOCK -> available().eq(DSL.inline(0));
            case LOW_STOCK -> available().gt(DSL.inline(0)).and(available().le(threshold));
            case IN_STOCK -> available().gt(DSL.inline(0)).and(available().gt(threshold));
        };
    }

    private Sorting sorting(ProductOrder order) {
        var key = switch (order.field()) {
            case NAME -> text("name");
            case PRICE -> product.field("price.amount", BigDecimal.class);
            case CREATED_AT -> product.field("createdAt", OffsetDateTime.class);
            case AVAILABLE_STOCK -> available();
        };
        return new Sorting(order.field().name(), key, order.direction() == SortDirection.DESC);
    }

    private Field<Integer> available() {
        return stock.field("available", Integer.class);
    }

    private Field<String> text(String property) {
        return product.field(property, String.class);
    }

    private static Field<UUID> uuid(ViewMapping<?> view, String property) {
        return view.field(property, UUID.class);
    }
}
