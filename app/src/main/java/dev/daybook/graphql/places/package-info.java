/** Counts who listens and who holds a WebSocket, and refuses who would be one too many. */
@NullMarked
package dev.daybook.graphql.places;

import org.jspecify.annotations.NullMarked;
