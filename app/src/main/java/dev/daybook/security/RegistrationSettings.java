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
 * Limit of registrations per address.
 *
 * @param attemptsPerAddress registrations from a client address
 * @param per time in which all attempts are refilled, one by one
 */
@Validated
@ConfigurationProperties("daybook.security.registration")
record RegistrationSettings(
        @Min(1) @Max(LogInSettings.MAX_ATTEMPTS) @DefaultValue("100")
        int attemptsPerAddress,

        @DurationMin(seconds = 1) @DurationMax(days = 1) @DefaultValue("15m")
        Duration per) {}
