package dev.daybook.publishing;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the topic of Kafka to which the event log is published.
 *
 * @param topic name of the topic; without one nothing is published
 * @param source URI reference of the shop, the {@code source} of each CloudEvent
 * @param personalData whether personal data are published, which no erasure reaches there
 * @param partitions number of partitions of a topic that the shop creates
 * @param replicas number of replicas of a topic that the shop creates; null for the default of the brokers
 */
@Validated
@ConfigurationProperties("daybook.kafka")
@ConditionalOnProperty("daybook.kafka.topic")
record PublishingSettings(
        @Pattern(regexp = "[a-zA-Z0-9._-]{0,249}", message = "has letters, digits, '.', '_' and '-', 249 at most") String topic,

        @NotBlank @Pattern(regexp = "[^\\s\"<>\\\\^`{|}]*", message = "is a URI or a path, such as /daybook") @DefaultValue("/daybook")
        String source,

        @DefaultValue("false") boolean personalData,
        @Min(1) @Max(1000) @DefaultValue("6") int partitions,
        @Min(1) @Max(10) @Nullable Integer replicas) {}
