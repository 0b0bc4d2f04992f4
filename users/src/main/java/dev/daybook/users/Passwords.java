package dev.daybook.users;

import dev.daybook.users.text.Typed;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Turns passwords into hashes: Argon2id with 19 MiB and two passes, OWASP's minimum. A hash costs a core some 80 ms, so
 * only as many run at once as there are cores; the others wait their turn instead of starving the shop. A caller behind
 * more than a hundred others is refused with {@link TooBusy}.
 */
@Component
public class Passwords {
    /** Maximum number of callers that wait. Two cores need four seconds for them; in a longer queue people give up. */
    static final int MAX_WAITING = 100;

    /** Too short to be a password; compared in place of a text that has no bytes to hash. */
    private static final String NO_PASSWORD = "-";

    private final PasswordEncoder encoder;
    private final Semaphore turns;
    private final Semaphore places;
    private final Supplier<PasswordHash> dummy;

    public Passwords() {
        this(
                new DelegatingPasswordEncoder(
                        "argon2id", Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2))),
                Runtime.getRuntime().availableProcessors());
    }

    Passwords(PasswordEncoder encoder, int atOnce) {
        this.encoder = encoder;
        this.turns = new Semaphore(atOnce, true);
        this.places = new Semaphore(atOnce + MAX_WAITING);
        this.dummy = SingletonSupplier.of(() -> new PasswordHash(encoder.encode("Nobody's-password-0")));
    }

    public PasswordHash hash(Password password) {
        return inTurn(() -> new PasswordHash(encoder.encode(password.value())));
    }

    /**
     * Whether this is the password. Takes as long when there is no hash to compare with, so that time tells a stranger
     * nothing; only the first time since the start makes one. Hashes older than the rule of NFC are of the text as it was
     * typed: a password in another form is compared in both.
     */
    public boolean match(String typed, @Nullable PasswordHash hash) {
        var forms = Stream.of(Typed.normalized(typed), typed)
                .map(form -> Typed.isStorable(form) ? form : NO_PASSWORD)
                .distinct()
                .toList();
        return inTurn(() -> {
                    var known = hash == null ? dummy.get() : hash;
                    return forms.stream().anyMatch(form -> encoder.matches(form, known.value()));
                })
                && hash != null;
    }

    int waiting() {
        return turns.getQueueLength();
    }

    private <T> T inTurn(Supplier<T> work) {
        if (!places.tryAcquire()) {
            throw new TooBusy();
        }
        try {
            turns.acquireUninterruptibly();
            try {
                return work.get();
            } finally {
                turns.release();
            }
        } finally {
            places.release();
        }
    }
}
