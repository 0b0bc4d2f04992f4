package dev.daybook.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.personaldata.KeyedHash;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Pseudonymous keys of readers: two views of the same thing by one reader have the same key, which reveals neither the
 * reader nor that they viewed two things.
 */
@Component
public class ReaderKeys {
    private final KeyedHash hash;

    ReaderKeys(SecuritySettings settings) {
        hash = new KeyedHash(settings.tokenSecret().getBytes(UTF_8));
    }

    /** The key of a reader, who is the signed-in user or, for anonymous callers, the address. */
    public long keyOf(Caller caller, ClientAddress address, UUID thing) {
        var reader = caller.id().map(user -> "user " + user).orElseGet(() -> "address " + address.network());
        return ByteBuffer.wrap(hash.of("reader of %s %s".formatted(thing, reader)))
                .getLong();
    }
}
