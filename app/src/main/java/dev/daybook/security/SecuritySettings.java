package dev.daybook.security;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the shop's own tokens.
 *
 * @param tokenSecret what access tokens are signed with; the same on every node, another in every shop
 */
@Validated
@ConfigurationProperties("daybook.security")
public record SecuritySettings(
        @Size(min = 32, message = "must have at least 32 characters, e.g. the output of: openssl rand -base64 48")
                @DefaultValue(DEMO_SECRET)
                String tokenSecret,
        @DurationMin(seconds = 10) @DefaultValue("15m") Duration accessTokenLifetime,
        @DurationMin(minutes = 1) @DefaultValue("30d") Duration refreshTokenLifetime) {
    static final String DEMO_SECRET = "everybody-knows-this-demo-secret-of-daybook";

    boolean isDemo() {
        return tokenSecret.equals(DEMO_SECRET);
    }

    @Override
    public String toString() {
        return "SecuritySettings[accessTokenLifetime=%s, refreshTokenLifetime=%s]"
                .formatted(accessTokenLifetime, refreshTokenLifetime);
    }
}
