/** Tells the fields of an operation who is calling, and from where. */
@NullMarked
package dev.daybook.graphql.access;

import org.jspecify.annotations.NullMarked;
