package dev.daybook.graphql.quota;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Maximum numbers of subscriptions and WebSockets at once.
 *
 * @param perConnection subscriptions of a WebSocket
 * @param perAddress subscriptions of a client address, over any connections; a household or an office has one address
 * @param perNode subscriptions of all clients
 * @param socketsPerAddress WebSockets of a client address, with subscriptions or without
 * @param socketsPerNode WebSockets of all clients
 */
@Validated
@ConfigurationProperties("daybook.subscriptions")
public record QuotaSettings(
        @Min(1) @Max(MOST) @DefaultValue("50") int perConnection,
        @Min(1) @Max(MOST) @DefaultValue("200") int perAddress,
        @Min(1) @Max(MOST) @DefaultValue("5000") int perNode,
        @Min(1) @Max(MOST) @DefaultValue("100") int socketsPerAddress,
        @Min(1) @Max(MOST) @DefaultValue("4000") int socketsPerNode) {
    private static final int MOST = 1_000_000;
}
