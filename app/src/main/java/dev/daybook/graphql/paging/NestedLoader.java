package dev.daybook.graphql.paging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.daybook.graphql.loading.BatchLoaders;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * Batch loader of a field with arguments: one call per different set of them for all objects of a query.
 *
 * @param <Q> the arguments of the field; equal when they ask for the same
 */
public final class NestedLoader<Q, T> {
    private final String name;

    private record Key<Q>(UUID parent, Q question) {}

    /** Registers the batch loader under this name, which is unique among them. */
    public NestedLoader(String name, BatchLoaders loaders, BiFunction<Q, Collection<UUID>, Map<UUID, T>> load) {
        this.name = name;
        loaders.<Key<Q>, T>mapped(name, keys -> loadAll(keys, load));
    }

    /** The value for this parent; null when the call has none for it. */
    public CompletableFuture<T> load(UUID parent, Q question, DataFetchingEnvironment field) {
        return BatchLoaders.<Key<Q>, T>of(name, field).load(new Key<>(parent, question));
    }

    private static <Q, T> Map<Key<Q>, T> loadAll(Set<Key<Q>> keys, BiFunction<Q, Collection<UUID>, Map<UUID, T>> load) {
        var parents = keys.stream().collect(groupingBy(Key::question, mapping(Key::parent, toSet())));
        var loaded = new HashMap<Key<Q>, T>();
        parents.forEach((question, ids) ->
                load.apply(question, ids).forEach((id, value) -> loaded.put(new Key<>(id, question), value)));
        return loaded;
    }
}
