package dev.daybook.security;

import java.time.Instant;
import java.util.UUID;

/** Session as its client gets it. The shop stores neither token as it is. */
public record Session(
        UUID id, String accessToken, Instant accessTokenExpiresAt, String refreshToken, Instant refreshTokenExpiresAt) {
    @Override
    public String toString() {
        return "Session[accessTokenExpiresAt=%s]".formatted(accessTokenExpiresAt);
    }
}
