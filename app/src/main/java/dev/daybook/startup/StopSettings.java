package dev.daybook.startup;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the stop.
 *
 * @param delay time for which the shop goes on answering after it was told to stop, and says that it is not ready
 */
@Validated
@ConfigurationProperties("daybook.stop")
record StopSettings(
        @DurationMin @DurationMax(minutes = 1) @DefaultValue("0s")
        Duration delay) {}
