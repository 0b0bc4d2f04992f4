/** Batch loaders: one statement for all objects of an operation that ask at the same time. */
@NullMarked
package dev.daybook.graphql.loading;

import org.jspecify.annotations.NullMarked;
