package dev.daybook.eventstore.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of feeds.
 *
 * @param connections number of connections beside those of the pool, for all feeds of this node
 */
@Validated
@ConfigurationProperties("daybook.subscriptions.database")
record FeedSettings(@Min(1) @Max(100) @DefaultValue("3") int connections) {}
