/** Ends operations that take too long, with the statement that they are at. */
@NullMarked
package dev.daybook.graphql.deadline;

import org.jspecify.annotations.NullMarked;
