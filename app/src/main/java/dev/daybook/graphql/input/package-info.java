/** Reads inputs into values of the domain, and names the field of each invalid one. */
@NullMarked
package dev.daybook.graphql.input;

import org.jspecify.annotations.NullMarked;
