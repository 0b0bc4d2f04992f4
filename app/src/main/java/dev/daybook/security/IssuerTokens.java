package dev.daybook.security;

import dev.daybook.users.UserView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** Access tokens of an issuer, which name a user and their role. */
final class IssuerTokens implements TokenSource {
    private final IssuerSettings settings;
    private final IssuerUsers users;
    private final JwtDecoder decoder;

    IssuerTokens(IssuerSettings settings, IssuerUsers users, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.users = users;
        this.decoder = new IssuerDecoder(settings, clock, meters);
    }

    @Override
    public JwtDecoder decoder() {
        return decoder;
    }

    @Override
    public Bearer bearerOf(Jwt token) {
        return bearerOf(new IssuerClaims(settings, token));
    }

    private static Bearer bearerOf(IssuerClaims claims) {
        return new Bearer(claims.user(), null, claims.role(), claims.signedInAt());
    }

    @Override
    public Optional<Caller> admit(Jwt token) {
        var claims = new IssuerClaims(settings, token);
        return caller(Optional.of(users.admit(claims)), bearerOf(claims));
    }

    @Override
    public Optional<Caller> find(Bearer bearer) {
        return caller(users.find(bearer.user()), bearer);
    }

    /** The active user with the role of the token, which the row follows. */
    private static Optional<Caller> caller(Optional<UserView> user, Bearer bearer) {
        var role = Objects.requireNonNull(bearer.role());
        return user.filter(UserView::isActive).map(found -> new Caller(found.withRole(role), bearer));
    }
}
