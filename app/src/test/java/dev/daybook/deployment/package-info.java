/** What is shipped beside the jar. */
@NullMarked
package dev.daybook.deployment;

import org.jspecify.annotations.NullMarked;
