/** Limits how many subscriptions and WebSockets an address, a connection and a node have at once, and how much is asked for. */
@NullMarked
package dev.daybook.graphql.quota;

import org.jspecify.annotations.NullMarked;
