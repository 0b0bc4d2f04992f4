package dev.daybook.commands;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of commands.
 *
 * @param lockTimeout maximum time that a command waits for another one of this node on the same stream
 */
@Validated
@ConfigurationProperties("daybook.commands")
record CommandSettings(
        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("5s")
        Duration lockTimeout) {}
