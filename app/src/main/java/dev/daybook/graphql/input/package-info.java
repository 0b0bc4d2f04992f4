/** Reads inputs into the values of the shop, and names the field of each that is not valid. */
@NullMarked
package dev.daybook.graphql.input;

import org.jspecify.annotations.NullMarked;
