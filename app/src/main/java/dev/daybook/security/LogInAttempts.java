package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.eventstore.KeyedHash;
import dev.daybook.users.Email;
import dev.daybook.users.UserId;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.bucket4j.postgresql.PostgreSQLSelectForUpdateBasedProxyManager;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Counts the wrong passwords for each user and from each address, over all nodes. Every change is a transaction of its
 * own on a connection of its own, so that nothing that fails afterwards brings an attempt back.
 */
@Component
class LogInAttempts {
    private static final int FORGOTTEN_AT_ONCE = 1_000;

    private final PostgreSQLSelectForUpdateBasedProxyManager<Long> buckets;
    private final LogInSettings settings;
    private final KeyedHash hash;

    LogInAttempts(DataSource dataSource, LogInSettings settings, SecuritySettings security, InstantSource clock) {
        this.buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(dataSource)
                .table("log_in_attempts")
                .idColumn("id")
                .stateColumn("state")
                .expiresAtColumn("expires_at")
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofMinutes(1)))
                .clientClock(timeOf(clock))
                .build();
        this.settings = settings;
        this.hash = new KeyedHash(security.tokenSecret().getBytes(UTF_8));
    }

    /** Whose password is tried. */
    record Whose(String name) {
        static Whose known(UserId user) {
            return new Whose("user " + user);
        }

        static Whose unknown(String login) {
            return new Whose("login " + Email.lookedUp(login).toLowerCase(Locale.ROOT));
        }
    }

    /** An attempt that has been counted. */
    record Attempt(Bucket ofAddress, Bucket ofLogin) {
        /** It was no wrong password, so it does not count. */
        void giveBack() {
            ofLogin.addTokens(1);
            ofAddress.addTokens(1);
        }
    }

    /**
     * Counts an attempt before its password is checked, so that of many at once no more are checked than are left. The
     * address comes first: a flood from one address then makes no rows for the logins that it makes up.
     *
     * @throws TooManyAttempts when none is left; then nothing has been counted
     */
    Attempt begin(Whose whose, ClientAddress address) {
        var ofAddress = bucket("address " + address.network(), settings.attemptsPerAddress());
        var ofLogin = bucket(whose.name(), settings.attemptsPerLogin());
        take(ofAddress);
        try {
            take(ofLogin);
        } catch (TooManyAttempts none) {
            ofAddress.addTokens(1);
            throw none;
        }
        return new Attempt(ofAddress, ofLogin);
    }

    @Scheduled(fixedDelay = 1, timeUnit = TimeUnit.HOURS)
    void forgetOldAttempts() {
        int forgotten;
        do {
            forgotten = buckets.removeExpired(FORGOTTEN_AT_ONCE);
        } while (forgotten == FORGOTTEN_AT_ONCE);
    }

    private static void take(Bucket bucket) {
        var taken = bucket.tryConsumeAndReturnRemaining(1);
        if (!taken.isConsumed()) {
            throw new TooManyAttempts(Duration.ofNanos(taken.getNanosToWaitForRefill()));
        }
    }

    /** A bucket keeps the limit that it was made with; so the limit is part of its name, and another one counts anew. */
    private Bucket bucket(String name, int attempts) {
        var limit = BucketConfiguration.builder()
                .addLimit(limits -> limits.capacity(attempts).refillGreedy(attempts, settings.per()))
                .build();
        return buckets.builder().build(hash("log-in %d %s %s".formatted(attempts, settings.per(), name)), () -> limit);
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
