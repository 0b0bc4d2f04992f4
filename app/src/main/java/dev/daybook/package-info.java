/** The shop assembled. */
@NullMarked
package dev.daybook;

import org.jspecify.annotations.NullMarked;
