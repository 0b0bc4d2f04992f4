/** Serves orders and their payments, accounts and notifications. */
@NullMarked
package dev.daybook.graphql.ordering;

import org.jspecify.annotations.NullMarked;
