package dev.daybook.graphql.loading;

import dev.daybook.eventstore.log.SharedLookups;
import graphql.GraphQLContext;
import graphql.schema.DataFetchingEnvironment;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dataloader.DataLoader;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Registers batch loaders for the relations between views. Each runs one statement for all objects of an operation
 * that ask at the same time. Controllers get them as parameters of these names.
 */
@Component
public class BatchLoaders {
    private final BatchLoaderRegistry registry;

    BatchLoaders(BatchLoaderRegistry registry) {
        this.registry = registry;
    }

    /** Registers a loader of one value for each id; ids without one are left out of its result. */
    public <V> void one(String name, Function<Collection<UUID>, Map<UUID, V>> load) {
        registry.<UUID, V>forName(name).registerMappedBatchLoader((ids, environment) -> {
            GraphQLContext context = Objects.requireNonNull(environment.getContext());
            SharedLookups shared = context.get(SharedLookups.class);
            return Mono.fromSupplier(() -> shared == null ? load.apply(ids) : shared.find(name, ids, load));
        });
    }

    /** Registers a loader of a list for each id, empty for those that the result leaves out. */
    public <V> void many(String name, Function<Collection<UUID>, Map<UUID, List<V>>> load) {
        one(name, ids -> {
            var found = load.apply(ids);
            return ids.stream().collect(Collectors.toMap(id -> id, id -> found.getOrDefault(id, List.of())));
        });
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
