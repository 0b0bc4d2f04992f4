package dev.daybook.users;

import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Turns passwords into hashes: Argon2id with 19 MiB and two passes, OWASP's minimum. A hash costs a core some 80 ms, so
 * only as many run at once as there are cores; the others wait their turn instead of starving the shop.
 */
@Component
public class Passwords {
    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2id", Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2)));
    private final Semaphore turns = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private final PasswordHash nobodys = hash(new Password("Nobody's-password-0"));

    public PasswordHash hash(Password password) {
        return inTurn(() -> new PasswordHash(encoder.encode(password.value())));
    }

    /** Whether this is the password. Takes as long when there is no hash to compare with, so that time tells a stranger nothing. */
    public boolean match(String typed, @Nullable PasswordHash hash) {
        var known = hash == null ? nobodys : hash;
        return inTurn(() -> encoder.matches(typed, known.value())) && hash != null;
    }

    private <T> T inTurn(Supplier<T> work) {
        turns.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
