package dev.daybook.eventstore.log;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What feeds have of the database.
 *
 * @param connections beside those of the pool, for all who listen on this node
 */
@Validated
@ConfigurationProperties("daybook.subscriptions.database")
record FeedSettings(@Min(1) @Max(100) @DefaultValue("3") int connections) {}
