/** Measures a shop with a long past. No tests: {@code docs/benchmarks} says how they are run. */
@NullMarked
package dev.daybook.benchmark;

import org.jspecify.annotations.NullMarked;
