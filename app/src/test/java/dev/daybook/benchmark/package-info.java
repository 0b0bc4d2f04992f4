/** Measures replays of a long past, and requests over HTTP. {@code docs/benchmarks} says how both are run. */
@NullMarked
package dev.daybook.benchmark;

import org.jspecify.annotations.NullMarked;
