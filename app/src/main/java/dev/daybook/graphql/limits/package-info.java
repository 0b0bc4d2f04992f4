/** Refuses a query that would cost more than one request may, as early as its price can be known. */
@NullMarked
package dev.daybook.graphql.limits;

import org.jspecify.annotations.NullMarked;
