package dev.daybook.eventstore.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shares the lookups that all listeners do for the same event: the first listener loads for the others. A failed lookup
 * fails for all that waited for it; a later listener tries again.
 */
public final class SharedLookups {
    private final Map<Lookup, CompletableFuture<@Nullable Object>> answers = new ConcurrentHashMap<>();

    private record Lookup(String kind, Object key) {}

    /** The values that exist, by their keys. */
    @SuppressWarnings("unchecked")
    public <K, V> Map<K, V> find(String kind, Collection<K> keys, Function<Collection<K>, Map<K, V>> lookUp) {
        var mine = new HashMap<K, CompletableFuture<@Nullable Object>>();
        var all = new HashMap<K, CompletableFuture<@Nullable Object>>();
        for (var key : keys) {
            var answer = new CompletableFuture<@Nullable Object>();
            var earlier = answers.putIfAbsent(new Lookup(kind, key), answer);
            if (earlier == null) {
                mine.put(key, answer);
            }
            all.put(key, earlier == null ? answer : earlier);
        }
        if (!mine.isEmpty()) {
            answer(kind, mine, lookUp);
        }
        var found = new HashMap<K, V>();
        all.forEach((key, answer) -> {
            var value = (V) answer.join();
            if (value != null) {
                found.put(key, value);
            }
        });
        return found;
    }

    private <K, V> void answer(
            String kind, Map<K, CompletableFuture<@Nullable Object>> mine, Function<Collection<K>, Map<K, V>> lookUp) {
        try {
            var found = lookUp.apply(mine.keySet());
            mine.forEach((key, answer) -> answer.complete(found.get(key)));
        } catch (RuntimeException | Error e) {
            // Any failure, since others wait for the result.
            mine.forEach((key, answer) -> {
                answers.remove(new Lookup(kind, key), answer);
                answer.completeExceptionally(e);
            });
            throw e;
        }
    }
}
