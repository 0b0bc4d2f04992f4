/** Speaks graphql-transport-ws: what one operation of a socket does is never felt by another. */
@NullMarked
package dev.daybook.graphql.socket;

import org.jspecify.annotations.NullMarked;
