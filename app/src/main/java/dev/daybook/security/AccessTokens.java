package dev.daybook.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import dev.daybook.users.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Issues and validates access tokens. A token names the user and the session and nothing else: all that can change is
 * looked up.
 */
@Component
class AccessTokens {
    private static final String SESSION = "sid";
    private static final String DAYBOOK = "daybook";

    /** Maximum clock skew between nodes, which accept the tokens of each other. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    private final SecretKey key;
    private final JwtEncoder encoder;
    private final Clock clock;

    AccessTokens(SecuritySettings settings, Clock clock) {
        key = new SecretKeySpec(settings.tokenSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        encoder = new NimbusJwtEncoder(new ImmutableSecret<>(key));
        this.clock = clock;
    }

    String issue(UserId user, UUID session, Instant now, Instant expiresAt) {
        var claims = JwtClaimsSet.builder()
                .issuer(DAYBOOK)
                .audience(List.of(DAYBOOK))
                .subject(user.toString())
                .claim(SESSION, session.toString())
                .issuedAt(now)
                .expiresAt(expiresAt)
                .build();
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims)).getTokenValue();
    }

    /** Decoder that accepts only tokens of {@link #issue}, before the instant of their expiry. */
    JwtDecoder decoder() {
        var nimbus = NimbusJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        nimbus.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtTypeValidator.jwt(),
                new JwtIssuerValidator(DAYBOOK),
                new JwtAudienceValidator(DAYBOOK),
                rule(token -> isValidAt(token.getExpiresAt(), clock.instant()), "The token has expired"),
                rule(token -> isIssued(token, clock.instant()), "The token is not good yet"),
                rule(token -> idIn(token, "sub") != null && idIn(token, SESSION) != null, "The token names nobody")));
        return token -> {
            try {
                return nimbus.decode(token);
            } catch (BadJwtException e) {
                throw e;
            } catch (RuntimeException e) {
                // Decoding depends on the token alone, so any failure is a bad token.
                throw new BadJwtException("The token cannot be read", e);
            }
        };
    }

    static UserId user(Jwt token) {
        return new UserId(id(token, "sub"));
    }

    static UUID session(Jwt token) {
        return id(token, SESSION);
    }

    /** Whether a token with this expiry is still valid; at the instant of its expiry it is not. */
    static boolean isValidAt(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && now.isBefore(expiresAt);
    }

    private static boolean isIssued(Jwt token, Instant now) {
        var notBefore = token.getNotBefore();
        var issuedAt = token.getIssuedAt();
        return (notBefore == null || !now.isBefore(notBefore))
                && (issuedAt == null || !now.plus(MAX_CLOCK_SKEW).isBefore(issuedAt));
    }

    private static UUID id(Jwt token, String claim) {
        var id = idIn(token, claim);
        if (id == null) {
            throw new BadJwtException("The token has no usable " + claim);
        }
        return id;
    }

    private static @Nullable UUID idIn(Jwt token, String claim) {
        try {
            return token.getClaims().get(claim) instanceof String text ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    static OAuth2TokenValidator<Jwt> rule(Predicate<Jwt> keeps, String otherwise) {
        return token -> keeps.test(token)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token", otherwise, null));
    }
}
