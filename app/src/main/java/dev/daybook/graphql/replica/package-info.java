/** Answers queries from a replica of the database, and remembers who has written. */
@NullMarked
package dev.daybook.graphql.replica;

import org.jspecify.annotations.NullMarked;
