package dev.daybook.security;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of an OpenID Connect issuer, at which users sign in instead of at the shop.
 *
 * @param uri issuer, exactly as its tokens name it in {@code iss}; without one the shop has passwords of its own
 * @param audience name of the shop in the {@code aud} of tokens; a token for anything else is refused
 * @param clientId public client of the shop's pages at the issuer; without one a token is pasted into them
 * @param roleClaim claim with the roles of a user, one or a list; dots lead into objects
 * @param staffRole role that makes a user STAFF
 * @param adminRole role that makes a user ADMIN; whoever has neither is a CUSTOMER
 * @param usernameClaim claim with the username
 * @param emailClaim claim with the e-mail address, which is not taken over while {@code email_verified} is false
 * @param nameClaim claim with the full name
 * @param timeout time for which the shop waits for a connection to the issuer, and then for its answer
 * @param keyInterval time within which the shop reads the keys of the issuer at most twice, however many tokens have a key
 *     that it does not know
 */
@Validated
@ConfigurationProperties("daybook.security.issuer")
public record IssuerSettings(
        @Nullable String uri,
        @Nullable String audience,
        @Nullable String clientId,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue("daybook-staff") String staffRole,
        @DefaultValue("daybook-admin") String adminRole,
        @DefaultValue("preferred_username") String usernameClaim,
        @DefaultValue("email") String emailClaim,
        @DefaultValue("name") String nameClaim,

        @DurationMin(millis = 100) @DurationMax(seconds = 10) @DefaultValue("2s")
        Duration timeout,

        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("10s")
        Duration keyInterval) {
    private static final String PREFIX = "daybook.security.issuer.";
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    public IssuerSettings {
        uri = orNull(uri);
        audience = orNull(audience);
        clientId = orNull(clientId);
        if (uri == null && (audience != null || clientId != null)) {
            throw new IllegalArgumentException(
                    PREFIX + "uri is missing: the other settings of an issuer would do nothing without");
        }
        if (uri != null) {
            checkUri(uri);
            if (audience == null) {
                throw new IllegalArgumentException(PREFIX
                        + "audience is missing: tokens for other applications of the issuer would open the shop");
            }
            if (audience.equals(clientId)) {
                throw new IllegalArgumentException(
                        PREFIX + "audience must not be the client-id, which is the audience of ID tokens");
            }
        }
    }

    private static void checkUri(String uri) {
        var address = addressOf(uri);
        if (address == null
                || address.getHost() == null
                || address.getQuery() != null
                || address.getFragment() != null) {
            throw new IllegalArgumentException(
                    PREFIX + "uri must be that of an issuer, for example https://login.example.com/realms/shop");
        }
        if (!"https".equals(address.getScheme())
                && !("http".equals(address.getScheme()) && THIS_MACHINE.contains(address.getHost()))) {
            throw new IllegalArgumentException(PREFIX
                    + "uri must begin with https:, unless the issuer is on this machine: who could change what it answers"
                    + " could sign in as anybody");
        }
    }

    private static @Nullable URI addressOf(String uri) {
        try {
            return new URI(uri);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    private static @Nullable String orNull(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }

    /** Whether users sign in at an issuer. */
    public boolean isOn() {
        return uri != null;
    }

    String requiredUri() {
        return Objects.requireNonNull(uri);
    }

    String requiredAudience() {
        return Objects.requireNonNull(audience);
    }

    /** Scheme, host and port of the issuer. */
    String origin() {
        var address = URI.create(requiredUri());
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
