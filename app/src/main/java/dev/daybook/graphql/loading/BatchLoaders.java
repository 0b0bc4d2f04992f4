package dev.daybook.graphql.loading;

import dev.daybook.eventstore.log.SharedLookups;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderOptions;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Registers batch loaders for the relations between views. Each runs one statement for all objects of an operation
 * that ask at the same time. Controllers get them as parameters of these names. An operation has only those that it uses:
 * to make and dispatch all of them costs more than a small query.
 */
@Component
public class BatchLoaders {
    private final Map<String, Loading<?, ?>> loaders = new ConcurrentHashMap<>();

    private interface Loading<K, V> {
        Map<K, V> load(Set<K> keys, GraphQLContext context);
    }

    /** Registers a loader of one value for each id; ids without one are left out of its result. */
    public <V> void one(String name, Function<Collection<UUID>, Map<UUID, V>> load) {
        this.<UUID, V>register(name, (ids, context) -> {
            SharedLookups shared = context.get(SharedLookups.class);
            return shared == null ? load.apply(ids) : shared.find(name, ids, load);
        });
    }

    /** Registers a loader of a list for each id, empty for those that the result leaves out. */
    public <V> void many(String name, Function<Collection<UUID>, Map<UUID, List<V>>> load) {
        one(name, ids -> {
            var found = load.apply(ids);
            return ids.stream().collect(Collectors.toMap(id -> id, id -> found.getOrDefault(id, List.of())));
        });
    }

    /** Registers a loader by keys of any kind; keys without a value are left out of its result. */
    public <K, V> void mapped(String name, Function<Set<K>, Map<K, V>> load) {
        this.<K, V>register(name, (keys, _) -> load.apply(keys));
    }

    private <K, V> void register(String name, Loading<K, V> loading) {
        if (loaders.putIfAbsent(name, loading) != null) {
            throw new IllegalStateException("There are two batch loaders of the name " + name);
        }
    }

    /** The loader of this name, for the operation of the field. */
    public static <K, V> DataLoader<K, V> of(String name, DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.getDataLoader(name), name);
    }

    /** Gives the loader of this name a value that was loaded otherwise. */
    public static <K, V> void prime(String name, K key, V value, DataFetchingEnvironment field) {
        BatchLoaders.<K, V>of(name, field).prime(key, value);
    }

    /** The loaders of one operation, each created when it is first used. */
    DataLoaderRegistry forOperation(GraphQLContext context) {
        return new DataLoaderRegistry() {
            @Override
            @SuppressWarnings("unchecked")
            public <K, V> @Nullable DataLoader<K, V> getDataLoader(String name) {
                var loading = (Loading<K, V>) loaders.get(name);
                return loading == null ? null : computeIfAbsent(name, _ -> loader(name, loading, context));
            }
        };
    }

    private static <K, V> DataLoader<K, V> loader(String name, Loading<K, V> loading, GraphQLContext context) {
        return DataLoaderFactory.newMappedDataLoader(
                name, keys -> load(keys, loading, context), DataLoaderOptions.newDefaultOptions());
    }

    private static <K, V> CompletableFuture<Map<K, V>> load(
            Set<K> keys, Loading<K, V> loading, GraphQLContext context) {
        try {
            return CompletableFuture.completedFuture(loading.load(keys, context));
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    /** Clears all batch loaders, since loaded objects may have changed. */
    public static void clear(DataFetchingEnvironment field) {
        field.getDataLoaderRegistry().getDataLoaders().forEach(DataLoader::clearAll);
    }

    /**
     * Shares all objects loaded from now on with the other subscribers of the same event; no batch loader depends on
     * the caller.
     */
    public static void share(SharedLookups lookups, DataFetchingEnvironment field) {
        field.getGraphQlContext().put(SharedLookups.class, lookups);
    }
}
