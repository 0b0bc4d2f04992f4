package dev.daybook.security;

import com.nimbusds.jose.proc.BadJOSEException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/** Decodes access tokens of the issuer for the shop, which are signed with one of its public keys. */
final class IssuerDecoder implements JwtDecoder {
    /** Maximum clock skew of the issuer. It makes no token live longer. */
    private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

    private final IssuerSettings settings;
    private final IssuerKeys keys;
    private final NimbusJwtDecoder nimbus;
    private final InstantSource clock;

    IssuerDecoder(IssuerSettings settings, InstantSource clock, MeterRegistry meters) {
        this.settings = settings;
        this.clock = clock;
        keys = new IssuerKeys(settings, meters);
        nimbus = NimbusJwtDecoder.withJwkSource(keys.cached(settings))
                // None of these takes a public key for a shared secret.
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(SignatureAlgorithm.values())))
                .build();
        nimbus.setJwtValidator(rules());
    }

    private OAuth2TokenValidator<Jwt> rules() {
        var type = new JwtTypeValidator("JWT", "at+jwt", "application/at+jwt");
        type.setAllowEmpty(true);
        return new DelegatingOAuth2TokenValidator<>(
                type,
                new JwtIssuerValidator(settings.requiredUri()),
                new JwtAudienceValidator(settings.requiredAudience()),
                AccessTokens.rule(
                        token -> AccessTokens.isValidAt(token.getExpiresAt(), clock.instant()),
                        "The token has expired"),
                AccessTokens.rule(
                        token -> isPast(token.getNotBefore()) && isPast(token.getIssuedAt()),
                        "The token is not good yet"),
                AccessTokens.rule(
                        token -> token.getClaims().get("sub") instanceof String subject && !subject.isBlank(),
                        "The token names nobody"));
    }

    private boolean isPast(@Nullable Instant time) {
        return time == null || !clock.instant().plus(MAX_CLOCK_SKEW).isBefore(time);
    }

    /** @throws IssuerAway when the issuer might know the key of the token and cannot be asked */
    @Override
    public Jwt decode(String token) {
        try {
            return nimbus.decode(token);
        } catch (BadJwtException e) {
            if (keys.areAway() && isForLackOfAKey(e)) {
                throw new IssuerAway(e);
            }
            throw e;
        } catch (JwtException e) {
            if (keys.areAway()) {
                throw new IssuerAway(e);
            }
            throw new BadJwtException("The keys have just been read, and have no such key", e);
        } catch (RuntimeException e) {
            throw new BadJwtException("The token cannot be read", e);
        }
    }

    /** Its subclasses tell of a wrong signature, or of claims. */
    private static boolean isForLackOfAKey(BadJwtException refusal) {
        return refusal.getCause() != null && refusal.getCause().getClass() == BadJOSEException.class;
    }
}
