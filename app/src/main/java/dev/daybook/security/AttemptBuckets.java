package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.personaldata.KeyedHash;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Rate limiter with token buckets in the database, over all nodes. Every change is a transaction of its own on a
 * connection of its own, so that a later failure does not give an attempt back.
 */
@Component
public class AttemptBuckets {
    private static final int DELETE_BATCH_SIZE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<Long> buckets;
    private final KeyedHash hash;

    AttemptBuckets(DataSource dataSource, SecuritySettings security, InstantSource clock) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .table("log_in_attempts")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .clientClock(timeOf(clock))
                .build();
        this.hash = new KeyedHash(security.tokenSecret().getBytes(UTF_8));
    }

    /**
     * The bucket of a key. A bucket keeps its first limit, so the limit is part of its name, and another limit has
     * another bucket.
     */
    Bucket bucket(String action, String key, int attempts, Duration per) {
        var limit = BucketConfiguration.builder()
                .addLimit(limits -> limits.capacity(attempts).refillGreedy(attempts, per))
                .build();
        return buckets.builder().build(hash("%s %d %s %s".formatted(action, attempts, per, key)), () -> limit);
    }

    /** @throws TooManyAttempts with this message when no attempt of the key is left */
    public void take(String action, String key, int attempts, Duration per, String otherwise) {
        take(bucket(action, key, attempts, per), otherwise);
    }

    /** @throws TooManyAttempts with this message when no attempt is left */
    static void take(Bucket bucket, String otherwise) {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooManyAttempts(otherwise, Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void deleteExpired() {
        int deleted;
        do {
            deleted = buckets.removeExpired(DELETE_BATCH_SIZE);
        } while (deleted == DELETE_BATCH_SIZE);
    }

    /** Keyed hash of the name, so that logins and addresses are not stored. */
    private long hash(String name) {
        return ByteBuffer.wrap(hash.of(name)).getLong();
    }

    private static TimeMeter timeOf(InstantSource clock) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return TimeUnit.MILLISECONDS.toNanos(clock.millis());
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }
}
