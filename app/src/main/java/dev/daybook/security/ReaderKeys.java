package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.personaldata.KeyedHash;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells whether two calls to look at something come from the same reader, and nothing else: from the key nobody can find
 * out who that is, or that they looked at two things.
 */
@Component
public class ReaderKeys {
    private final KeyedHash hash;

    ReaderKeys(SecuritySettings settings) {
        hash = new KeyedHash(settings.tokenSecret().getBytes(UTF_8));
    }

    /** A reader is a user, or whoever is anonymous at this address. */
    public long keyOf(Caller caller, ClientAddress address, UUID thing) {
        var reader = caller.id().map(user -> "user " + user).orElseGet(() -> "address " + address.network());
        return ByteBuffer.wrap(hash.of("reader of %s %s".formatted(thing, reader)))
                .getLong();
    }
}
