package dev.daybook.security;

import dev.daybook.users.Email;
import dev.daybook.users.UserId;
import io.github.bucket4j.Bucket;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts the wrong passwords for each user and from each address, over all nodes. */
@Component
class LogInAttempts {
    private final AttemptBuckets buckets;
    private final LogInSettings settings;

    LogInAttempts(AttemptBuckets buckets, LogInSettings settings) {
        this.buckets = buckets;
        this.settings = settings;
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

    private static void take(Bucket bucket) {
        AttemptBuckets.take(bucket, "Too many wrong passwords");
    }

    private Bucket bucket(String whose, int attempts) {
        return buckets.bucket("log-in", whose, attempts, settings.per());
    }
}
