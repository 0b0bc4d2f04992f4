/** The packaged shop, started, used, killed and stopped as its operators do. */
@NullMarked
package dev.daybook.jar;

import org.jspecify.annotations.NullMarked;
