package dev.daybook.graphql.paging;

import dev.daybook.graphql.loading.BatchLoaders;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Connection field of a parent, such as the orders of a user, loaded for all parents of a query at once: one statement
 * per different set of arguments, and one more where the total is selected.
 *
 * @param <Q> the arguments of the field; equal when they ask for the same
 */
public final class NestedListing<Q, V> {
    private final NestedLoader<Q, Slice<V>> pages;
    private final NestedLoader<Q, Integer> counts;

    /** Registers the batch loaders under this name, which is unique among them. */
    public NestedListing(
            String name,
            BatchLoaders loaders,
            BiFunction<Q, Collection<UUID>, Map<UUID, Slice<V>>> loadPages,
            BiFunction<Q, Collection<UUID>, Map<UUID, Integer>> loadCounts) {
        pages = new NestedLoader<>(name, loaders, loadPages);
        counts = new NestedLoader<>(name + ".count", loaders, loadCounts);
    }

    public CompletableFuture<Connection<V>> connection(UUID parent, Q question, DataFetchingEnvironment field) {
        return pages.load(parent, question, field)
                .thenApply(slice -> new Connection<>(slice, () -> counts.load(parent, question, field)));
    }
}
