/** What the shop sells: categories, products, their prices and their stock. Knows no other module, but the rule for texts in {@code users.text}. */
@ApplicationModule(displayName = "Catalog", allowedDependencies = "users :: text")
@NullMarked
package dev.daybook.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
