/** What the shop sells: categories, products, their prices and their stock. Knows no other module. */
@ApplicationModule(
        displayName = "Catalog",
        allowedDependencies = {})
@NullMarked
package dev.daybook.catalog;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
