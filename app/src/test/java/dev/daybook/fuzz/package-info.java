/** Requests that nobody would write by hand, made from the schema: none may bring the shop out of step. */
@NullMarked
package dev.daybook.fuzz;

import org.jspecify.annotations.NullMarked;
