package dev.daybook.personaldata;

import com.google.crypto.tink.Aead;
import dev.daybook.users.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Source of the keys with which personal data are decrypted. */
@FunctionalInterface
public interface KeySource {
    /** The keys of several users at once; empty for an erased user. */
    Map<UserId, Optional<Aead>> of(Set<UserId> users);
}
