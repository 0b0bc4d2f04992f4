/** Opens the shop: makes the default categories and the first administrator, starts the demo, and prints where the shop is. */
@ApplicationModule(displayName = "Start")
@NullMarked
package dev.daybook.startup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
