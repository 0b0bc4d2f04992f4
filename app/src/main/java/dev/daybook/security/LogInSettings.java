package dev.daybook.security;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Limits of wrong passwords.
 *
 * @param attemptsPerLogin wrong passwords for a login
 * @param attemptsPerAddress wrong passwords from a client address
 * @param per time in which all attempts are refilled, one by one
 */
@Validated
@ConfigurationProperties("daybook.security.log-in")
record LogInSettings(
        @Min(1) @Max(MAX_ATTEMPTS) @DefaultValue("10") int attemptsPerLogin,
        @Min(1) @Max(MAX_ATTEMPTS) @DefaultValue("100") int attemptsPerAddress,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("15m")
        Duration per) {
    /** Upper bound of the limits, for Bucket4j, which refills at most one token per nanosecond. */
    static final int MAX_ATTEMPTS = 1_000_000;
}
