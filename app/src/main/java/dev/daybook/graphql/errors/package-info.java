/** Answers failures: expected ones as data of a mutation, others as errors with a code. */
@NullMarked
package dev.daybook.graphql.errors;

import org.jspecify.annotations.NullMarked;
