package dev.daybook.commands;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of commands.
 *
 * @param lockTimeout maximum time that a command waits for another one of this node on the same stream
 * @param atOnce maximum number of commands at work at once; two thirds of the connections without it
 */
@Validated
@ConfigurationProperties("daybook.commands")
record CommandSettings(
        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration lockTimeout,

        @Min(1) @Nullable Integer atOnce) {
    int atOnce(int connections) {
        return atOnce == null ? Math.max(1, connections * 2 / 3) : atOnce;
    }
}
