package dev.daybook.security;

import java.time.Instant;
import java.util.UUID;

/** What a signed-in client holds. Neither token is kept by the shop as it is. */
public record Session(
        UUID id, String accessToken, Instant accessTokenExpiresAt, String refreshToken, Instant refreshTokenExpiresAt) {
    @Override
    public String toString() {
        return "Session[accessTokenExpiresAt=%s]".formatted(accessTokenExpiresAt);
    }
}
