package dev.daybook.graphql.operations;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Bounded set of the names of operations that metrics are kept apart by. Clients choose names, and each would be a series
 * for as long as the node runs: so beside those of trusted documents only the first so many have one of their own.
 */
final class OperationNames {
    private static final int LONGEST = 64;

    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final int most;

    OperationNames(Stream<String> trusted, int others) {
        trusted.forEach(known::add);
        most = known.size() + others;
    }

    String tagOf(@Nullable String name) {
        if (name == null) {
            return "anonymous";
        }
        return known.contains(name) || isAdmitted(name) ? name : "other";
    }

    private boolean isAdmitted(String name) {
        if (known.size() >= most || name.length() > LONGEST) {
            return false;
        }
        synchronized (this) {
            return known.contains(name) || (known.size() < most && known.add(name));
        }
    }
}
