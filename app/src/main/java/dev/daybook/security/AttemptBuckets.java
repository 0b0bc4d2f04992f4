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
 * Keeps a token bucket for each name in the database, over all nodes. Every change is a transaction of its own on a
 * connection of its own, so that nothing that fails afterwards brings an attempt back.
 */
@Component
class AttemptBuckets {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

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

    /** A bucket keeps the limit that it was made with; so the limit is part of its name, and another one counts anew. */
    Bucket bucket(String what, String whose, int attempts, Duration per) {
        var limit = BucketConfiguration.builder()
                .addLimit(limits -> limits.capacity(attempts).refillGreedy(attempts, per))
                .build();
        return buckets.builder().build(hash("%s %d %s %s".formatted(what, attempts, per, whose)), () -> limit);
    }

    /** @throws TooManyAttempts with this message when none is left */
    static void take(Bucket bucket, String otherwise) {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooManyAttempts(otherwise, Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldAttempts() {
        int forgotten;
        do {
            forgotten = buckets.removeExpired(FORGOTTEN_AT_ONCE);
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }

    /** Names and addresses are not kept. */
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
