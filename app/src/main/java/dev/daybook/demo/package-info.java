/** Fills an empty shop with people, products, orders and posts to play with. */
@ApplicationModule(displayName = "Demo")
@NullMarked
package dev.daybook.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
