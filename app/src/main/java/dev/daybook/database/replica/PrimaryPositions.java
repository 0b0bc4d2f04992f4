package dev.daybook.database.replica;

import java.time.Duration;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Positions of the primary's write-ahead log over the last seconds, from which follows how old the data of a replica are
 * at most: no clock but this node's is asked, and an idle primary makes none look old.
 */
final class PrimaryPositions {
    private final long keptNanos;
    /** The last time at which the primary was seen there, by position. */
    private final ConcurrentNavigableMap<Long, Long> times = new ConcurrentSkipListMap<>();

    PrimaryPositions(Duration kept) {
        this.keptNanos = kept.toNanos();
    }

    /** @param time before the primary was asked */
    void add(long position, long time) {
        times.put(position, time);
        times.values().removeIf(earlier -> time - earlier > keptNanos);
    }

    /** A time of which a replica that has replayed up to here has everything; null when it is long ago. */
    @Nullable Long timeOf(long replayed) {
        var last = times.floorEntry(replayed);
        return last == null ? null : last.getValue();
    }
}
