/** Serves operators: events, projections and their runs, dead letters, and the health of the system. */
@NullMarked
package dev.daybook.graphql.operations;

import org.jspecify.annotations.NullMarked;
