package dev.daybook.graphql.paging;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.dataloader.DataLoader;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import reactor.core.publisher.Mono;

/**
 * A list below a parent, such as the orders of a user, loaded for all parents of a query at once: one statement per
 * different set of arguments, and one more where the total is asked for.
 *
 * @param <Q> the arguments of the field; equal when they ask for the same
 */
public final class NestedListing<Q, V> {
    private final String pages;
    private final String counts;

    private record Key<Q>(UUID parent, Q question) {}

    /** Registers the loaders under this name, which is unique among them. */
    public NestedListing(
            String name,
            BatchLoaderRegistry registry,
            BiFunction<Q, Collection<UUID>, Map<UUID, Slice<V>>> loadPages,
            BiFunction<Q, Collection<UUID>, Map<UUID, Integer>> loadCounts) {
        pages = name;
        counts = name + ".count";
        register(registry, pages, loadPages);
        register(registry, counts, loadCounts);
    }

    public CompletableFuture<Connection<V>> connection(UUID parent, Q question, DataFetchingEnvironment field) {
        var key = new Key<>(parent, question);
        DataLoader<Key<Q>, Slice<V>> pageLoader = loader(field, pages);
        return pageLoader
                .load(key)
                .thenApply(slice ->
                        new Connection<>(slice, () -> loader(field, counts).load(key)));
    }

    private static <Q, T> void register(
            BatchLoaderRegistry registry, String name, BiFunction<Q, Collection<UUID>, Map<UUID, T>> load) {
        registry.<Key<Q>, T>forName(name)
                .registerMappedBatchLoader((keys, _) -> Mono.fromSupplier(() -> loadAll(keys, load)));
    }

    private static <Q, T> Map<Key<Q>, T> loadAll(Set<Key<Q>> keys, BiFunction<Q, Collection<UUID>, Map<UUID, T>> load) {
        var parents = keys.stream().collect(groupingBy(Key::question, mapping(Key::parent, toSet())));
        var loaded = new HashMap<Key<Q>, T>();
        parents.forEach((question, ids) ->
                load.apply(question, ids).forEach((id, value) -> loaded.put(new Key<>(id, question), value)));
        return loaded;
    }

    @SuppressWarnings("unchecked")
    private static <K, T> DataLoader<K, T> loader(DataFetchingEnvironment field, String name) {
        return (DataLoader<K, T>) Objects.requireNonNull(field.getDataLoader(name), name);
    }
}
