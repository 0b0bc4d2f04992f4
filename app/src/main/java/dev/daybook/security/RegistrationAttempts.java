package dev.daybook.security;

import dev.daybook.users.TooBusy;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
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
    private final Counter refused;

    RegistrationAttempts(AttemptBuckets buckets, RegistrationSettings settings, MeterRegistry meters) {
        this.buckets = buckets;
        this.settings = settings;
        this.refused = RefusalCounter.of("registrations", meters);
    }

    /**
     * Counts an attempt before its work begins, and takes the count back when the work was rejected as {@link TooBusy}.
     *
     * @throws TooManyAttempts when no attempt is left; then nothing has been done
     */
    public <T> T counted(ClientAddress address, Supplier<T> work) {
        var bucket = buckets.bucket(
                "registration", "address " + address.network(), settings.attemptsPerAddress(), settings.per());
        try {
            AttemptBuckets.take(bucket, "Too many registrations from this address");
        } catch (TooManyAttempts none) {
            refused.increment();
            throw none;
        }
        try {
            return work.get();
        } catch (TooBusy busy) {
            bucket.addTokens(1);
            throw busy;
        }
    }
}
