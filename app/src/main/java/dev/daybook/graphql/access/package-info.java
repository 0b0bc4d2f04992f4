/** Provides the caller and the client address to the fields of an operation. */
@NullMarked
package dev.daybook.graphql.access;

import org.jspecify.annotations.NullMarked;
