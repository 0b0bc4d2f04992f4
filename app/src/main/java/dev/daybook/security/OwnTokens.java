package dev.daybook.security;

import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Access tokens of the shop, each of which belongs to a session. */
final class OwnTokens implements TokenSource {
    private final AccessTokens tokens;
    private final Sessions sessions;

    OwnTokens(AccessTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public JwtDecoder decoder() {
        return tokens.decoder();
    }

    @Override
    public Bearer bearerOf(Jwt token) {
        return Bearer.of(AccessTokens.user(token), AccessTokens.session(token));
    }

    @Override
    public Optional<Caller> admit(Jwt token) {
        return find(bearerOf(token));
    }

    @Override
    public Optional<Caller> find(Bearer bearer) {
        return sessions.callerOf(Objects.requireNonNull(bearer.session()), bearer.user());
    }
}
