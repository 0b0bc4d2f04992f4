package dev.daybook.security;

import dev.daybook.users.Email;
import dev.daybook.users.UserId;
import io.github.bucket4j.Bucket;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Limits wrong passwords per user and per address, over all nodes. */
@Component
class LogInAttempts {
    private final AttemptBuckets buckets;
    private final LogInSettings settings;

    LogInAttempts(AttemptBuckets buckets, LogInSettings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    /** Key of the log-in whose password is tried: a user or an unknown login. */
    record LoginKey(String name) {
        static LoginKey known(UserId user) {
            return new LoginKey("user " + user);
        }

        static LoginKey unknown(String login) {
            return new LoginKey("login " + Email.lookedUp(login).toLowerCase(Locale.ROOT));
        }
    }

    /** A counted attempt. */
    record Attempt(Bucket ofAddress, Bucket ofLogin) {
        /** Takes the count back, since the password was not wrong. */
        void giveBack() {
            ofLogin.addTokens(1);
            ofAddress.addTokens(1);
        }
    }

    /**
     * Counts an attempt before its password is checked, so that of many concurrent attempts no more are checked than
     * are left. The address comes first: a flood from one address then creates no rows for made-up logins.
     *
     * @throws TooManyAttempts when no attempt is left; then nothing has been counted
     */
    Attempt begin(LoginKey key, ClientAddress address) {
        var ofAddress = bucket("address " + address.network(), settings.attemptsPerAddress());
        var ofLogin = bucket(key.name(), settings.attemptsPerLogin());
        take(ofAddress);
        try {
            take(ofLogin);
        } catch (TooManyAttempts none) {
            ofAddress.addTokens(1);
            throw none;
        }
        return new Attempt(ofAddress, ofLogin);
    }

    private static void take(Bucket bucket) {
        AttemptBuckets.take(bucket, "Too many wrong passwords");
    }

    private Bucket bucket(String key, int attempts) {
        return buckets.bucket("log-in", key, attempts, settings.per());
    }
}
