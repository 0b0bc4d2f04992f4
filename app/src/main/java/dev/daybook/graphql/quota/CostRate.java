package dev.daybook.graphql.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.daybook.security.ClientAddress;
import dev.daybook.users.UserId;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Rate limiter of operations by their cost, for each user and each client address. It counts in the memory of the node,
 * since a statement for each operation would cost more than many an operation.
 */
@Component
public class CostRate {
    /** Cost of a request beside that of what it asks for, which it has for itself even when it is refused. */
    static final int BASE = 100;

    private final Buckets<UserId> ofCallers;
    private final Buckets<ClientAddress> ofAddresses;

    public CostRate(RateSettings settings) {
        ofCallers = new Buckets<>("This user", settings.perCaller(), settings.per());
        ofAddresses = new Buckets<>("This address", settings.perAddress(), settings.per());
    }

    /**
     * Takes the cost of a request from its address, before it is looked at.
     *
     * @throws RateExceeded when the address cannot pay it
     */
    public void takeBase(ClientAddress address) {
        ofAddresses.take(address, BASE);
    }

    /**
     * Takes the cost of what an operation asks for.
     *
     * @throws RateExceeded when the caller or the address cannot pay it; then nothing has been taken
     */
    public void take(long cost, Optional<UserId> caller, ClientAddress address) {
        var user = caller.orElse(null);
        ofCallers.take(user, cost + BASE);
        try {
            ofAddresses.take(address, cost);
        } catch (RateExceeded refusal) {
            ofCallers.giveBack(user, cost + BASE);
            throw refusal;
        }
    }

    /** Token buckets by their owner. Of very many the one that was not used for longest is forgotten, which is full then. */
    private static final class Buckets<K> {
        private static final int REMEMBERED = 100_000;

        private final String who;
        private final long capacity;
        private final Duration per;
        private final Cache<K, Bucket> buckets;

        Buckets(String who, long capacity, Duration per) {
            this.who = who;
            this.capacity = capacity;
            this.per = per;
            buckets = Caffeine.newBuilder()
                    .executor(Runnable::run)
                    .maximumSize(REMEMBERED)
                    .expireAfterAccess(per)
                    .build();
        }

        void take(@Nullable K owner, long cost) {
            if (owner == null || capacity == 0 || cost == 0) {
                return;
            }
            var taken = buckets.get(owner, _ -> full()).tryConsumeAndReturnRemaining(cost);
            if (!taken.isConsumed()) {
                throw new RateExceeded(who, Duration.ofNanos(taken.getNanosToWaitForRefill()));
            }
        }

        void giveBack(@Nullable K owner, long cost) {
            if (owner != null && capacity > 0) {
                buckets.get(owner, _ -> full()).addTokens(cost);
            }
        }

        private Bucket full() {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, per))
                    .build();
        }
    }
}
