/** Shared support of the tests of the assembled shop. */
@NullMarked
package dev.daybook.support;

import org.jspecify.annotations.NullMarked;
