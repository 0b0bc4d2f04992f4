package dev.daybook.eventstore.axon;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daybook.commands.TrustedReads;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.common.Registration;
import org.axonframework.common.caching.Cache;
import org.axonframework.eventsourcing.AggregateCacheEntry;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Cache of aggregates that never lets a command decide on a stale one, whichever node has appended the last event. An
 * aggregate that appends an event is checked by the unique index of the log; but one that decides to do nothing, or
 * refuses, appends nothing. So a hit is noted in the {@link TrustedReads} of its command, and those that the command has not
 * changed are compared with the log before the commit, by one statement. A command without them, or one soon after a
 * conflict with another node, compares at once.
 */
public final class VersionCheckedAggregateCache implements Cache {
    /** The version in Axon's cache entry, a private field. */
    private static final VarHandle CACHED_VERSION = cachedVersion();

    /** Time for which hits are compared at once after a conflict, since there may be another. */
    private static final Duration DISTRUST = Duration.ofSeconds(1);

    private final com.github.benmanes.caffeine.cache.Cache<Object, Object> entries;
    private final JdbcClient jdbc;
    private volatile long lastConflict = System.nanoTime() - DISTRUST.toNanos();

    public VersionCheckedAggregateCache(int maximumSize, JdbcClient jdbc) {
        this.entries = Caffeine.newBuilder().maximumSize(maximumSize).build();
        this.jdbc = jdbc;
    }

    /** Casts unchecked, as every cache of Axon does. */
    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable V get(K id) {
        var entry = entries.getIfPresent(id);
        if (entry != null && !isTrusted(id.toString(), (AggregateCacheEntry<?>) entry)) {
            entries.invalidate(id);
            return null;
        }
        return (V) entry;
    }

    private boolean isTrusted(String id, AggregateCacheEntry<?> entry) {
        var version = (Long) CACHED_VERSION.get(entry);
        if (version == null) {
            return false;
        }
        var reads = TrustedReads.current();
        if (reads == null || System.nanoTime() - lastConflict < DISTRUST.toNanos()) {
            return staleAmong(Map.of(id, version)).isEmpty();
        }
        if (reads.isEmpty()) {
            checkBeforeCommit(reads);
        }
        reads.add(id, version);
        return true;
    }

    private void checkBeforeCommit(TrustedReads reads) {
        var root = CurrentUnitOfWork.get().root();
        root.onPrepareCommit(_ -> {
            var unchanged = new HashMap<>(reads.versions());
            unchanged.keySet().removeAll(ChangedStreams.of(root));
            refuseStale(unchanged);
        });
        root.onRollback(_ -> {
            if (root.getExecutionResult().getExceptionResult() instanceof ConcurrencyException) {
                lastConflict = System.nanoTime();
            }
        });
    }

    private void refuseStale(Map<String, Long> versions) {
        var stale = staleAmong(versions);
        if (!stale.isEmpty()) {
            throw new ConcurrencyException("Changed by another node: " + stale);
        }
    }

    private List<String> staleAmong(Map<String, Long> versions) {
        if (versions.isEmpty()) {
            return List.of();
        }
        var ids = List.copyOf(versions.keySet());
        return jdbc.sql("""
                        select id from unnest(?, ?) as cached (id, version)
                        where version is distinct from
                            (select max(sequence_number) from domain_events where aggregate_id = id)""")
                .param(new SqlArrayValue("text", ids.toArray()))
                .param(new SqlArrayValue(
                        "bigint", ids.stream().map(versions::get).toArray()))
                .query((row, _) -> row.getString("id"))
                .list();
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
