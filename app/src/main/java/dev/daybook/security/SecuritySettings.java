package dev.daybook.security;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of access tokens, refresh tokens and sessions.
 *
 * @param tokenSecret key that signs access tokens; the same on every node, another in every shop
 * @param accessTokenLifetime time for which an access token is good
 * @param refreshTokenLifetime time for which a refresh token is good, that is, for which a client may be silent
 * @param sessionLifetime time from the log-in to the end of the session, however often it is refreshed
 */
@Validated
@ConfigurationProperties("daybook.security")
public record SecuritySettings(
        @DefaultValue(DEMO_SECRET) String tokenSecret,
        @DurationMin(seconds = 10) @DefaultValue("15m") Duration accessTokenLifetime,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration refreshTokenLifetime,

        @DurationMin(minutes = 1) @DurationMax(days = 3650) @DefaultValue("90d")
        Duration sessionLifetime) {
    static final String DEMO_SECRET = "everybody-knows-this-demo-secret-of-daybook";
    private static final int MIN_SECRET = 32;

    /** Checks the secret here and not by an annotation, whose report would print it. */
    public SecuritySettings {
        if (tokenSecret.length() < MIN_SECRET) {
            throw new InsecureSettings("The secret for access tokens is shorter than 32 characters.");
        }
    }

    boolean isDemo() {
        return tokenSecret.equals(DEMO_SECRET);
    }

    @Override
    public String toString() {
        return "SecuritySettings[accessTokenLifetime=%s, refreshTokenLifetime=%s, sessionLifetime=%s]"
                .formatted(accessTokenLifetime, refreshTokenLifetime, sessionLifetime);
    }
}
