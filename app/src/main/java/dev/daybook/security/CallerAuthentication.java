package dev.daybook.security;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** Authentication of a caller by an access token. */
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

    boolean isValidAt(Instant now) {
        return AccessTokens.isValidAt(expiresAt, now);
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
