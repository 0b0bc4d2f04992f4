package dev.daybook.graphql.deadline;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Time limit of operations.
 *
 * @param deadline maximum time of a query, and of reading the answer to a mutation
 */
@Validated
@ConfigurationProperties("daybook.operations")
record DeadlineSettings(
        @DurationMin(millis = 100) @DurationMax(hours = 1) @DefaultValue("5s")
        Duration deadline) {}
