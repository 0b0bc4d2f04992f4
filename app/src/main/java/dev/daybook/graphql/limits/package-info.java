/** Limits the cost of queries, and refuses those that exceed it as early as their cost can be known. */
@NullMarked
package dev.daybook.graphql.limits;

import org.jspecify.annotations.NullMarked;
