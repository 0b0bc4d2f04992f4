/** Serves categories, products, prices and stock. */
@NullMarked
package dev.daybook.graphql.catalog;

import org.jspecify.annotations.NullMarked;
