/** Support code that the tests of the assembled shop share. */
@NullMarked
package dev.daybook.support;

import org.jspecify.annotations.NullMarked;
