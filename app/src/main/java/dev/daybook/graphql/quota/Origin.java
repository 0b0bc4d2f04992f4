package dev.daybook.graphql.quota;

import dev.daybook.security.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Connection that an operation comes over.
 *
 * @param socket the id of the WebSocket, null for an HTTP request
 */
public record Origin(ClientAddress address, @Nullable String socket) {}
