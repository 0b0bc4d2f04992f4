package dev.daybook.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** The proof that a caller is who they are. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private final transient Caller caller;
    private final @Nullable Instant expiresAt;

    CallerAuthentication(Caller caller, @Nullable Instant expiresAt) {
        super(List.of());
        this.caller = caller;
        this.expiresAt = expiresAt;
        setAuthenticated(true);
    }

    @Nullable Instant expiresAt() {
        return expiresAt;
    }

    boolean isGoodAt(Instant now) {
        return AccessTokens.isGoodAt(expiresAt, now);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }
}
