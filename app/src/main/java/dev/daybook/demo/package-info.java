/** Fills an empty shop: the four default categories, the first administrator, and the demo. */
@ApplicationModule(displayName = "Start and demo")
@NullMarked
package dev.daybook.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
