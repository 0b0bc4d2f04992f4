/** Reads requests before they are executed: bounds their bodies, and refuses malformed ones with a GraphQL response. */
@NullMarked
package dev.daybook.graphql.http;

import org.jspecify.annotations.NullMarked;
