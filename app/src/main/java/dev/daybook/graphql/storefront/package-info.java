/** Serves the storefront, a small example of a frontend on the API. */
@NullMarked
package dev.daybook.graphql.storefront;

import org.jspecify.annotations.NullMarked;
