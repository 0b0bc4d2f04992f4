package dev.daybook.eventstore.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What those who hear of the same event look up because of it, and that is the same for all of them: whoever asks first
 * does it for the others. A failure is the failure of those who waited for it; who comes later tries again.
 */
public final class SharedLookups {
    private final Map<Asked, CompletableFuture<@Nullable Object>> answers = new ConcurrentHashMap<>();

    private record Asked(String kind, Object key) {}

    /** Those that exist, by their keys. */
    @SuppressWarnings("unchecked")
    public <K, V> Map<K, V> find(String kind, Collection<K> keys, Function<Collection<K>, Map<K, V>> lookUp) {
        var mine = new HashMap<K, CompletableFuture<@Nullable Object>>();
        var all = new HashMap<K, CompletableFuture<@Nullable Object>>();
        for (var key : keys) {
            var answer = new CompletableFuture<@Nullable Object>();
            var earlier = answers.putIfAbsent(new Asked(kind, key), answer);
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
            // Others wait for it, whatever it is.
            mine.forEach((key, answer) -> {
                answers.remove(new Asked(kind, key), answer);
                answer.completeExceptionally(e);
            });
            throw e;
        }
    }
}
