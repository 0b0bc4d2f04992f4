package dev.daybook.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cache of aggregates that answers only with entries of the current version, whichever node has appended the last
 * event. A stale aggregate that appends an event would fail at the unique index; but one that decides to do nothing, or
 * refuses, appends nothing, so nothing would detect that it is stale. A hit therefore saves loading the events, and
 * still queries the last sequence number.
 */
public final class VersionCheckedAggregateCache implements Cache {
    /** The version in Axon's cache entry, a private field. */
    private static final VarHandle CACHED_VERSION = cachedVersion();

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final JdbcClient jdbc;

    public VersionCheckedAggregateCache(int maximumSize, JdbcClient jdbc) {
        this.entries = Caffeine.newBuilder().maximumSize(maximumSize).build();
        this.jdbc = jdbc;
    }

    /** Casts unchecked, as every cache of Axon does. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K id) {
        var entry = entries.getIfPresent(id);
        if (entry != null && !isFresh(id, entry)) {
            entries.invalidate(id);
            return null;
        }
        return (V) entry;
    }

    private boolean isFresh(Object id, Object entry) {
        var last = jdbc.sql("select max(sequence_number) from domain_events where aggregate_id = ?")
                .param(id.toString())
                .query(Long.class)
                .optional();
        return last.equals(Optional.ofNullable(CACHED_VERSION.get((AggregateCacheEntry<?>) entry)));
    }

    private static VarHandle cachedVersion() {
        try {
            return MethodHandles.privateLookupIn(AggregateCacheEntry.class, MethodHandles.lookup())
                    .findVarHandle(AggregateCacheEntry.class, "version", Long.class);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Axon no longer says which version of an aggregate it has cached", e);
        }
    }

    @Override
    public void put(Object id, Object entry) {
        entries.put(id, entry);
    }

    @Override
    public boolean putIfAbsent(Object id, Object entry) {
        return entries.asMap().putIfAbsent(id, entry) == null;
    }

    @Override
    public boolean remove(Object id) {
        return entries.asMap().remove(id) != null;
    }

    @Override
    public void removeAll() {
        entries.invalidateAll();
    }

    @Override
    public boolean containsKey(Object id) {
        return entries.asMap().containsKey(id);
    }

    /** Axon's repositories do not listen to their caches. */
    @Override
    public Registration registerCacheEntryListener(EntryListener listener) {
        throw new UnsupportedOperationException("The cache has no listeners");
    }
}
