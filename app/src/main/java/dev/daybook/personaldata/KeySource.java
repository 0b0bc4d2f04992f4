package dev.daybook.personaldata;

import com.google.crypto.tink.Aead;
import dev.daybook.users.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Has the keys by which personal data are read. */
@FunctionalInterface
public interface KeySource {
    /** The keys of several persons at once; empty for who is erased. */
    Map<UserId, Optional<Aead>> of(Set<UserId> users);
}
