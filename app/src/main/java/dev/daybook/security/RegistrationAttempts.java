package dev.daybook.security;

import dev.daybook.users.TooBusy;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/**
 * Limits registrations per address, over all nodes. Failed ones count too: a registration that finds a name or an
 * e-mail address taken has learnt something.
 */
@Component
public class RegistrationAttempts {
    private final AttemptBuckets buckets;
    private final RegistrationSettings settings;

    RegistrationAttempts(AttemptBuckets buckets, RegistrationSettings settings) {
        this.buckets = buckets;
        this.settings = settings;
    }

    /**
     * Counts an attempt before its work begins, and takes the count back when the work was rejected as {@link TooBusy}.
     *
     * @throws TooManyAttempts when no attempt is left; then nothing has been done
     */
    public <T> T counted(ClientAddress address, Supplier<T> work) {
        var bucket = buckets.bucket(
                "registration", "address " + address.network(), settings.attemptsPerAddress(), settings.per());
        AttemptBuckets.take(bucket, "Too many registrations from this address");
        try {
            return work.get();
        } catch (TooBusy busy) {
            bucket.addTokens(1);
            throw busy;
        }
    }
}
