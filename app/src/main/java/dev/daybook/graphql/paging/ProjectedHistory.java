package dev.daybook.graphql.paging;

import dev.daybook.graphql.loading.BatchLoaders;
import graphql.schema.DataFetchingEnvironment;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jooq.impl.DSL;

/**
 * Connection of the rows that were projected from the events of a parent one by one, the newest first.
 *
 * @param <V> a view with a {@code version}
 */
public final class ProjectedHistory<V> {
    private final NestedListing<Page, V> ofParents;

    /** @param parentId the property of the view that names its parent */
    public ProjectedHistory(Class<V> view, String parentId, Views views, BatchLoaders loaders) {
        var mapping = views.mapping(view);
        var listing = views.listing(view);
        var parent = mapping.field(parentId, UUID.class);
        var newestFirst = new Sorting("VERSION", mapping.field("version", Long.class), true);
        ofParents = new NestedListing<>(
                view.getSimpleName() + "s",
                loaders,
                (page, parents) -> listing.pages(parent, parents, DSL.noCondition(), newestFirst, page),
                (_, parents) -> listing.counts(parent, parents, DSL.noCondition()));
    }

    public CompletableFuture<Connection<V>> of(UUID parent, DataFetchingEnvironment field) {
        return ofParents.connection(parent, Page.of(field), field);
    }
}
