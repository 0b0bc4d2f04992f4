package dev.daybook.graphql.quota;

import dev.daybook.security.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * What an operation comes over.
 *
 * @param socket the id of the WebSocket, null for a request of its own
 */
public record Origin(ClientAddress address, @Nullable String socket) {}
