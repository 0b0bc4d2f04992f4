package dev.daybook.eventstore;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A cache of aggregates that answers only with those that nobody has changed since, on whichever node. A stale one that
 * appends an event would lose against the unique index; but one that decides that there is nothing to do, or that refuses,
 * appends nothing and would be believed. So what is in the cache saves the loading of its events, and not a look at how
 * many there are.
 */
final class FreshAggregates implements Cache {
    /** Axon keeps it to itself. */
    private static final VarHandle VERSION = version();

    private final Cache cache;
    private final JdbcClient jdbc;

    FreshAggregates(Cache cache, JdbcClient jdbc) {
        this.cache = cache;
        this.jdbc = jdbc;
    }

    @Override
    public <K, V> @Nullable V get(K id) {
        V entry = cache.get(id);
        if (entry == null || isFresh(id, entry)) {
            return entry;
        }
        cache.remove(id);
        return null;
    }

    private boolean isFresh(Object id, Object entry) {
        var last = jdbc.sql("select max(sequence_number) from domain_events where aggregate_id = ?")
                .param(id.toString())
                .query(Long.class)
                .optional();
        return last.equals(Optional.ofNullable(VERSION.get((AggregateCacheEntry<?>) entry)));
    }

    private static VarHandle version() {
        try {
            return MethodHandles.privateLookupIn(AggregateCacheEntry.class, MethodHandles.lookup())
                    .findVarHandle(AggregateCacheEntry.class, "version", Long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Axon no longer says which version of an aggregate it has cached", e);
        }
    }

    @Override
    public void put(Object id, Object entry) {
        cache.put(id, entry);
    }

    @Override
    public boolean putIfAbsent(Object id, Object entry) {
        return cache.putIfAbsent(id, entry);
    }

    @Override
    public boolean remove(Object id) {
        return cache.remove(id);
    }

    @Override
    public void removeAll() {
        cache.removeAll();
    }

    @Override
    public boolean containsKey(Object id) {
        return cache.containsKey(id);
    }

    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        return cache.registerCacheEntryListener(listener);
    }
}
