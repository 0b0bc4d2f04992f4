package dev.daybook.graphql;

import dev.daybook.graphql.paging.Connection;
import dev.daybook.graphql.paging.NestedListing;
import dev.daybook.graphql.paging.Page;
import dev.daybook.graphql.paging.Sorting;
import dev.daybook.graphql.paging.Views;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jooq.impl.DSL;
import org.springframework.graphql.execution.BatchLoaderRegistry;

/**
 * What was posted from the events of a product one by one, the newest first.
 *
 * @param <V> a view with {@code productId} and {@code version}
 */
final class ProductHistory<V> {
    private final NestedListing<Page, V> ofProducts;

    ProductHistory(Class<V> view, Views views, BatchLoaderRegistry loaders) {
        var type = views.type(view);
        var listing = views.listing(view);
        var product = type.field("productId", UUID.class);
        var newestFirst = new Sorting("VERSION", type.field("version", Long.class), true);
        ofProducts = new NestedListing<>(
                view.getSimpleName() + "s",
                loaders,
                (page, products) -> listing.pages(product, products, DSL.noCondition(), newestFirst, page),
                (_, products) -> listing.counts(product, products, DSL.noCondition()));
    }

    CompletableFuture<Connection<V>> of(UUID product, DataFetchingEnvironment field) {
        return ofProducts.connection(product, Page.of(field), field);
    }
}
