package dev.daybook.users;

import java.util.Map;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;

/** Passwords whose hash costs a thousandth of a core's second instead of a tenth, for tests that are not about that cost. */
public class QuickPasswords extends Passwords {
    private static final int KIBIBYTES = 64;

    public QuickPasswords() {
        super(
                new DelegatingPasswordEncoder(
                        "argon2id", Map.of("argon2id", new Argon2PasswordEncoder(16, 32, 1, KIBIBYTES, 1))),
                Runtime.getRuntime().availableProcessors());
    }
}
