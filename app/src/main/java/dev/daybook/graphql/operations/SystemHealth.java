package dev.daybook.graphql.operations;

import dev.daybook.subscribers.SubscriberHealth;
import java.util.List;
import java.util.function.Supplier;

/**
 * Health of the system, in the form of the schema.
 *
 * @param eventStore counts its events only when that is asked for
 */
public record SystemHealth(DatabaseHealth database, EventStoreHealth eventStore, List<SubscriberHealth> subscribers) {
    /** Statuses from the best to the worst. */
    public enum HealthStatus {
        HEALTHY,
        STRESSED,
        DOWN
    }

    public record DatabaseHealth(
            HealthStatus status, int poolSize, int idle, int inUse, int waiting, double roundTripMillis) {
        static DatabaseHealth of(Pool pool, double roundTripMillis) {
            return of(pool.isExhausted() ? HealthStatus.STRESSED : HealthStatus.HEALTHY, pool, roundTripMillis);
        }

        static DatabaseHealth of(HealthStatus status, Pool pool, double roundTripMillis) {
            return new DatabaseHealth(status, pool.size(), pool.idle(), pool.inUse(), pool.waiting(), roundTripMillis);
        }
    }

    /** Connections of the pool at one moment. */
    record Pool(int size, int most, int idle, int inUse, int waiting) {
        boolean isExhausted() {
            return waiting > 0 || (idle == 0 && size >= most);
        }
    }

    public record EventStoreHealth(long headPosition, Supplier<Long> count) {
        public long eventCount() {
            return count.get();
        }
    }

    /** The status of the worst part. */
    public HealthStatus status() {
        return database.status() == HealthStatus.HEALTHY
                        && !subscribers.stream().allMatch(SystemHealth::isWell)
                ? HealthStatus.STRESSED
                : database.status();
    }

    /** True also for a subscriber with dead letters, which do not hold it up. */
    private static boolean isWell(SubscriberHealth subscriber) {
        return subscriber.caughtUp() && subscriber.error() == null;
    }
}
