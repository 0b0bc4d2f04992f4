package dev.daybook.security;

import dev.daybook.users.Role;
import dev.daybook.users.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bearer of a valid access token, as the token names them.
 *
 * @param session null where an issuer gives the tokens
 * @param role null where the shop gives the roles
 * @param signedInAt time at which they proved to the issuer who they are; null in tokens of the shop
 */
public record Bearer(
        UserId user,
        @Nullable UUID session,
        @Nullable Role role,
        @Nullable Instant signedInAt) {
    /** The bearer of a token of the shop. */
    static Bearer of(UserId user, UUID session) {
        return new Bearer(user, session, null, null);
    }
}
